import { VRACK } from '../testing/payloads';
import { toVrack } from './vrack.mapper';

const members = { servers: ['ns1.example'], projects: null };

describe('toVrack', () => {
  it('maps a vRack with what is known to be in it', () => {
    expect(toVrack(VRACK, 'eu', 'pn-123456', members)).toMatchObject({
      resourceId: 'urn:v1:eu:resource:vrack:pn-123456',
      resourceType: 'network',
      name: 'backbone',
      region: null,
      isPublic: null,
      tags: { team: 'network' },
      relationships: [],
      attributes: { cidrs: [], isDefault: false },
      raw: { ...VRACK, dedicatedServers: ['ns1.example'], cloudProjects: null },
    });
  });

  it.each([
    ['as access policies name it', { ...VRACK, name: '' }, 'vrack of pn'],
    ['by its service', { ...VRACK, name: '', iam: null }, 'pn-123456'],
    ['by its service when nothing is told', {}, 'pn-123456'],
  ])('is named %s', (_how, raw, name) => {
    expect(toVrack(raw, 'ca', 'pn-123456', members)).toMatchObject({
      resourceId: 'urn:v1:ca:resource:vrack:pn-123456',
      name,
    });
  });
});
