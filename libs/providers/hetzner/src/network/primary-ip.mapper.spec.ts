import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aPricing } from '../testing/a-pricing';
import { toPrimaryIp } from './primary-ip.mapper';

const PRICING = aPricing({ primaryIpHourly: new Map([['ipv4/fsn1', '0.0008']]) });

/** A primary IP as `GET /primary_ips` lists it. */
const aPrimaryIp = (changes: object = {}): Record<string, unknown> => ({
  id: 42,
  name: 'primary_ip-42',
  labels: { team: 'shop' },
  created: '2024-05-06T07:08:09Z',
  blocked: false,
  location: { id: 1, name: 'fsn1', network_zone: 'eu-central' },
  ip: '203.0.113.7',
  dns_ptr: [{ ip: '203.0.113.7', dns_ptr: 'web-1.example.net' }],
  protection: { delete: false },
  type: 'ipv4',
  auto_delete: true,
  assignee_type: 'server',
  assignee_id: 17,
  ...changes,
});

describe('toPrimaryIp', () => {
  it('maps an address that a server uses', () => {
    const raw = aPrimaryIp();
    const primaryIp = toPrimaryIp(raw, PRICING);
    expect(primaryIp).toEqual({
      resourceId: 'primary_ip/42',
      resourceType: 'public_ip',
      nativeType: 'primary_ip',
      name: 'primary_ip-42',
      region: 'fsn1',
      zone: null,
      state: 'running',
      nativeState: null,
      size: null,
      privateIps: [],
      publicIps: ['203.0.113.7'],
      isPublic: true,
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [{ kind: 'attached_to', resourceId: 'server/17' }],
      price: { hourly: '0.0008', currency: 'EUR', source: 'hetzner:primary_ip' },
      attributes: { address: '203.0.113.7', isStatic: true, isAttached: true },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(primaryIp).error).toBeUndefined();
  });

  it('keeps the prefix of an IPv6 network, and shows the address that a server has in it', () => {
    const ipv6 = aPrimaryIp({ type: 'ipv6', ip: '2001:db8:1:2::/64' });
    expect(toPrimaryIp(ipv6, PRICING)).toMatchObject({
      publicIps: ['2001:db8:1:2::1'],
      price: null,
      attributes: { address: '2001:db8:1:2::/64' },
    });
  });

  it.each([
    ['is attached to nothing without an assignee', { assignee_id: null }, false],
    ['may be attached when nothing is said of it', { assignee_id: undefined }, null],
    ['is attached to what is no server', { assignee_type: 'gateway' }, true],
  ])('%s', (_what, changes, isAttached) => {
    expect(toPrimaryIp(aPrimaryIp(changes), null)).toMatchObject({
      relationships: [],
      attributes: { isAttached },
    });
  });

  it('is stopped while it is blocked', () => {
    expect(toPrimaryIp(aPrimaryIp({ blocked: true }), null)).toMatchObject({
      state: 'stopped',
      nativeState: 'blocked',
    });
  });

  it('takes the location from the data center where an API still sends one', () => {
    const datacenter = { name: 'nbg1-dc3', location: { name: 'nbg1' } };
    expect(toPrimaryIp(aPrimaryIp({ location: undefined, datacenter }), null)?.region).toBe('nbg1');
  });

  it.each([null, 42, {}, [null], 'text', [{ id: null }], true])(
    'keeps it when every other field is %p',
    (odd) => {
      const fields = Object.keys(aPrimaryIp()).filter((field) => field !== 'id');
      const raw = aPrimaryIp(Object.fromEntries(fields.map((field) => [field, odd])));
      expect(discoveredResourceSchema.safeParse(toPrimaryIp(raw, PRICING)).error).toBeUndefined();
    },
  );

  it.each([null, undefined, 'text', {}, { id: null }, { id: 'x' }])(
    'is null for %p, which has no id',
    (raw) => {
      expect(toPrimaryIp(raw, PRICING)).toBeNull();
    },
  );
});
