import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aDatacenter, anElement, DC, ODD_VALUES } from '../testing/fixtures';
import { toLan } from './lan.mapper';

const aLan = (properties: object = {}, changes: object = {}): Record<string, unknown> =>
  anElement(
    'lan',
    {
      name: 'backend',
      ipFailover: [],
      ipv4CidrBlock: '10.7.0.0/24',
      ipv6CidrBlock: null,
      pcc: null,
      public: false,
      ...properties,
    },
    { id: '2', ...changes },
  );

describe('toLan', () => {
  it('maps a LAN to a network of its data center', () => {
    const raw = aLan();
    const lan = toLan(raw, aDatacenter);
    expect(lan).toMatchObject({
      resourceId: `datacenter/${DC}/lan/2`,
      resourceType: 'network',
      nativeType: 'lan',
      name: 'backend',
      region: 'de/fra',
      state: 'running',
      isPublic: false,
      relationships: [{ kind: 'runs_in', resourceId: `datacenter/${DC}` }],
      attributes: { cidrs: ['10.7.0.0/24'], isDefault: false },
    });
    expect(lan?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(lan).error).toBeUndefined();
  });

  it('has no range for IPv4 when it is public', () => {
    const raw = aLan({ public: true, ipv4CidrBlock: null, ipv6CidrBlock: '2a02:247a:1:2::/64' });
    expect(toLan(raw, aDatacenter)).toMatchObject({
      isPublic: true,
      attributes: { cidrs: ['2a02:247a:1:2::/64'] },
    });
  });

  it.each(ODD_VALUES)('keeps the LAN when every property is %p', (odd) => {
    const raw = aLan({ name: odd, ipv4CidrBlock: odd, ipv6CidrBlock: odd, public: odd });
    expect(discoveredResourceSchema.safeParse(toLan(raw, aDatacenter)).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toLan(aLan({}, { id: null }), aDatacenter)).toBeNull();
  });
});
