import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toReservedIp } from './reserved-ip.mapper';

const anIpv4 = (changes: object = {}): Record<string, unknown> => ({
  ip: '203.0.113.47',
  droplet: { id: 3164444, name: 'web' },
  region: { name: 'New York 3', slug: 'nyc3', sizes: [], features: [], available: true },
  locked: false,
  project_id: '746c6152-2fa2-11ed-92d3-27aaa54e4988',
  ...changes,
});

const anIpv6 = (changes: object = {}): Record<string, unknown> => ({
  ip: '2001:db8:6d60:0::dc9:c001',
  region_slug: 'fra1',
  reserved_at: '2024-05-06T07:08:09Z',
  ...changes,
});

describe('toReservedIp', () => {
  it('maps an assigned IPv4 address', () => {
    const raw = anIpv4();
    const reserved = toReservedIp(raw, 'reserved_ip');
    expect(reserved).toMatchObject({
      resourceId: 'reserved_ip/203.0.113.47',
      resourceType: 'public_ip',
      nativeType: 'reserved_ip',
      name: '203.0.113.47',
      region: 'nyc3',
      publicIps: ['203.0.113.47'],
      isPublic: true,
      createdAt: null,
      relationships: [{ kind: 'attached_to', resourceId: 'droplet/3164444' }],
      attributes: { address: '203.0.113.47', isStatic: true, isAttached: true },
    });
    expect(reserved?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(reserved).error).toBeUndefined();
  });

  it('maps an IPv6 address, of which nothing is said about a droplet', () => {
    const reserved = toReservedIp(anIpv6(), 'reserved_ipv6');
    expect(reserved).toMatchObject({
      resourceId: 'reserved_ipv6/2001:db8:6d60:0::dc9:c001',
      region: 'fra1',
      publicIps: ['2001:db8:6d60::dc9:c001'],
      createdAt: '2024-05-06T07:08:09.000Z',
      attributes: { isAttached: null },
    });
    expect(discoveredResourceSchema.safeParse(reserved).error).toBeUndefined();
  });

  it('is attached to nothing when its droplet is null', () => {
    expect(toReservedIp(anIpv4({ droplet: null }), 'reserved_ip')).toMatchObject({
      relationships: [],
      attributes: { isAttached: false },
    });
  });

  it.each([null, 42, {}, [null], 'text'])('keeps it when other fields are %p', (odd) => {
    for (const make of [anIpv4, anIpv6]) {
      const fields = Object.keys(make()).filter((field) => field !== 'ip');
      const raw = make(Object.fromEntries(fields.map((field) => [field, odd])));
      const reserved = toReservedIp(raw, 'reserved_ip');
      expect(discoveredResourceSchema.safeParse(reserved).error).toBeUndefined();
    }
  });

  it('is null without an address', () => {
    expect(toReservedIp(anIpv4({ ip: null }), 'reserved_ip')).toBeNull();
  });
});
