import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aPricing } from '../testing/a-pricing';
import { toFloatingIp } from './floating-ip.mapper';

const PRICING = aPricing({ floatingIpMonth: new Map([['ipv4/fsn1', '3.6500']]) });

/** A floating IP as `GET /floating_ips` lists it. */
const aFloatingIp = (changes: object = {}): Record<string, unknown> => ({
  id: 478,
  name: 'entry',
  description: null,
  ip: '203.0.113.8',
  type: 'ipv4',
  server: 42,
  dns_ptr: [{ ip: '203.0.113.8', dns_ptr: 'entry.example.com' }],
  home_location: { id: 1, name: 'fsn1', network_zone: 'eu-central' },
  blocked: false,
  protection: { delete: false },
  labels: { team: 'shop' },
  created: '2024-05-06T07:08:09Z',
  ...changes,
});

describe('toFloatingIp', () => {
  it('maps an address that a server uses', () => {
    const raw = aFloatingIp();
    const floatingIp = toFloatingIp(raw, PRICING);
    expect(floatingIp).toEqual({
      resourceId: 'floating_ip/478',
      resourceType: 'public_ip',
      nativeType: 'floating_ip',
      name: 'entry',
      region: 'fsn1',
      zone: null,
      state: 'running',
      nativeState: null,
      size: null,
      privateIps: [],
      publicIps: ['203.0.113.8'],
      isPublic: true,
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [{ kind: 'attached_to', resourceId: 'server/42' }],
      price: { hourly: '0.0050000000', currency: 'EUR', source: 'hetzner:floating_ip' },
      attributes: { address: '203.0.113.8', isStatic: true, isAttached: true },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(floatingIp).error).toBeUndefined();
  });

  it.each([
    [null, false],
    [undefined, null],
  ])('with the server %p, is attached: %p', (server, isAttached) => {
    expect(toFloatingIp(aFloatingIp({ server }), null)).toMatchObject({
      relationships: [],
      attributes: { isAttached },
    });
  });

  it.each([
    ['prices are not known', {}, null],
    ['its type has none there', { type: 'ipv6' }, PRICING],
  ])('has no price when %s', (_why, changes, pricing) => {
    expect(toFloatingIp(aFloatingIp(changes), pricing)?.price).toBeNull();
  });

  it.each([null, 42, {}, [null], 'text', [{ id: null }], true])(
    'keeps it when every other field is %p',
    (odd) => {
      const fields = Object.keys(aFloatingIp()).filter((field) => field !== 'id');
      const raw = aFloatingIp(Object.fromEntries(fields.map((field) => [field, odd])));
      expect(discoveredResourceSchema.safeParse(toFloatingIp(raw, PRICING)).error).toBeUndefined();
    },
  );

  it.each([null, undefined, 'text', {}, { id: null }, { id: 'x' }])(
    'is null for %p, which has no id',
    (raw) => {
      expect(toFloatingIp(raw, PRICING)).toBeNull();
    },
  );
});
