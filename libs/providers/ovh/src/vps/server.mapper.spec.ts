import { VPS } from '../testing/payloads';
import { toVps } from './server.mapper';

describe('toVps', () => {
  it('maps a VPS', () => {
    expect(toVps(VPS, 'eu', ['2001:41d0:305::7', '51.68.1.2'])).toMatchObject({
      resourceId: 'urn:v1:eu:resource:vps:vps-1a2b3c4d.vps.ovh.net',
      resourceType: 'vm',
      name: 'shop',
      region: 'os-waw2',
      state: 'running',
      size: 'vps-essential-2-4-80',
      publicIps: ['2001:41d0:305::7', '51.68.1.2'],
      privateIps: [],
      isPublic: true,
      tags: { team: 'commerce' },
      attributes: { cpuCount: 2, memoryMib: 4096, metadataTokenRequired: null },
    });
  });

  it('is named by its service without a display name', () => {
    expect(toVps({ ...VPS, displayName: null, iam: null }, 'ca', [])).toMatchObject({
      resourceId: 'urn:v1:ca:resource:vps:vps-1a2b3c4d.vps.ovh.net',
      name: 'vps-1a2b3c4d.vps.ovh.net',
      tags: {},
    });
  });

  it('does not know its addresses when they could not be read', () => {
    expect(toVps(VPS, 'eu', null)).toMatchObject({ publicIps: [], isPublic: null });
    expect(toVps(VPS, 'eu', [])).toMatchObject({ publicIps: [], isPublic: false });
  });

  it.each([
    ['rescued', 'running'],
    ['stopped', 'stopped'],
    ['upgrading', 'pending'],
    ['odd', 'unknown'],
  ])('reads the state %s as %s', (nativeState, state) => {
    expect(toVps({ ...VPS, state: nativeState }, 'eu', [])).toMatchObject({ state, nativeState });
  });

  it('reads the few fields that an old one has', () => {
    const old = { name: 'vps-67890', displayName: 'VPS 67890', state: 'stopped', zone: 'os-gra1' };
    expect(toVps(old, 'eu', [])).toMatchObject({
      name: 'VPS 67890',
      region: 'os-gra1',
      size: null,
    });
  });
});
