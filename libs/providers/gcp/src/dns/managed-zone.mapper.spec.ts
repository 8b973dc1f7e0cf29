import type { DiscoveredResource } from '@skyledger/resource-model';
import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { toManagedZone } from './managed-zone.mapper';

const aZone = (changes: object = {}): Record<string, unknown> => ({
  kind: 'dns#managedZone',
  name: 'shop',
  dnsName: 'shop.example.com.',
  id: '77',
  creationTime: '2026-01-02T03:04:05.678Z',
  labels: { team: 'shop' },
  visibility: 'public',
  dnssecConfig: { state: 'on' },
  ...changes,
});

const map = (raw: unknown): DiscoveredResource<'dns_zone'> | null => toManagedZone(raw, 'shop');

describe('toManagedZone', () => {
  it('maps a public zone', () => {
    expect(map(aZone())).toMatchObject({
      resourceId: '//dns.googleapis.com/projects/shop/managedZones/shop',
      nativeType: 'dns.googleapis.com/ManagedZone',
      relationships: [],
      attributes: {
        domainName: 'shop.example.com',
        isPrivate: false,
        dnssecEnabled: true,
        recordCount: null,
      },
    });
  });

  it('attaches a private zone to the networks of the project that see it', () => {
    const networks = [
      { networkUrl: linkTo('global/networks/backend') },
      { networkUrl: linkTo('global/networks/backend').replace('/shop/', '/host/') },
      null,
    ];
    const zone = aZone({ visibility: 'private', privateVisibilityConfig: { networks } });
    expect(map(zone)).toMatchObject({
      relationships: [{ kind: 'attached_to', resourceId: nameOf('global/networks/backend') }],
      attributes: { isPrivate: true },
    });
  });

  it.each<[unknown, boolean | null]>([
    ['off', false],
    ['transfer', true],
    ['odd', null],
    [undefined, null],
  ])('with DNSSEC %p is signed: %p', (state, enabled) => {
    expect(map(aZone({ dnssecConfig: { state } }))?.attributes.dnssecEnabled).toBe(enabled);
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(map, aZone({ privateVisibilityConfig: {} }), ['name']);
  });
});
