import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aServerContext, DC, ODD_VALUES } from '../testing/fixtures';
import { aNic, aServer } from '../testing/server.builder';
import { toNetworkInterface } from './network-interface.mapper';

const context = aServerContext();

describe('toNetworkInterface', () => {
  it('maps an interface', () => {
    const raw = aNic();
    const nic = toNetworkInterface(raw, aServer(), context);
    expect(nic).toMatchObject({
      resourceId: 'nic/88811503',
      nativeType: 'nic',
      name: 'eth0',
      region: 'de/fra',
      state: 'running',
      nativeState: 'AVAILABLE',
      privateIps: [],
      publicIps: ['85.215.10.7'],
      isPublic: true,
      relationships: [
        { kind: 'attached_to', resourceId: 'server/b46e5056' },
        { kind: 'runs_in', resourceId: `datacenter/${DC}/lan/1` },
        { kind: 'protected_by', resourceId: 'nic/88811503/firewall' },
      ],
      attributes: { macAddress: '02:01:d5:fd:ef:c2', sourceCheck: null },
    });
    expect(nic?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(nic).error).toBeUndefined();
  });

  it('has no firewall to relate to while that is off', () => {
    const nic = toNetworkInterface(aNic({ firewallActive: false }), aServer(), context);
    expect(nic?.relationships.map(({ kind }) => kind)).toEqual(['attached_to', 'runs_in']);
  });

  it('is related to no LAN that is not known', () => {
    const nic = toNetworkInterface(aNic({ lan: 99 }), aServer(), context);
    expect(nic?.relationships.map(({ kind }) => kind)).toEqual(['attached_to', 'protected_by']);
    expect(nic?.isPublic).toBeNull();
  });

  it.each(ODD_VALUES)('keeps the interface when every property is %p', (odd) => {
    const fields = Object.keys(aNic()['properties'] as object);
    const raw = aNic(Object.fromEntries(fields.map((field) => [field, odd])), { entities: odd });
    const nic = toNetworkInterface(raw, odd, context);
    expect(nic?.resourceId).toBe('nic/88811503');
    expect(discoveredResourceSchema.safeParse(nic).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toNetworkInterface(aNic({}, { id: null }), aServer(), context)).toBeNull();
  });
});
