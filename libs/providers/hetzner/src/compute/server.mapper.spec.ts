import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aPricing } from '../testing/a-pricing';
import { toServer } from './server.mapper';

const PRICING = aPricing();

/** A server as `GET /servers` lists it, with changes to its top-level fields. */
const aServer = (changes: object = {}): Record<string, unknown> => ({
  id: 51_234_567,
  name: 'shop-web-1',
  status: 'running',
  created: '2024-05-06T07:08:09+00:00',
  public_net: {
    ipv4: { id: 1, ip: '203.0.113.7', blocked: false, dns_ptr: 'web-1.example.net' },
    ipv6: { id: 2, ip: '2001:db8:1:2::/64', blocked: false, dns_ptr: [] },
    floating_ips: [],
    firewalls: [
      { id: 38, status: 'applied' },
      { id: 39, status: 'pending' },
    ],
  },
  private_net: [
    { network: 4711, ip: '10.0.1.2', alias_ips: ['10.0.1.9'], mac_address: '86:00:00:01:02:03' },
  ],
  server_type: {
    id: 45,
    name: 'cax11',
    cores: 2,
    memory: 4,
    architecture: 'arm',
    prices: [
      { location: 'hel1', price_hourly: { net: '0.0070000000', gross: '0.0083300000000000' } },
      { location: 'fsn1', price_hourly: { net: '0.0060000000', gross: '0.0071400000000000' } },
    ],
  },
  location: { id: 1, name: 'fsn1', network_zone: 'eu-central' },
  image: { id: 161_547_269, name: 'ubuntu-24.04' },
  labels: { environment: 'prod', bare: '' },
  ...changes,
});

const publicNet = (changes: object): object => ({
  public_net: { ipv4: null, ipv6: null, floating_ips: [], firewalls: [], ...changes },
});

describe('toServer', () => {
  it('maps a server with everything', () => {
    const raw = aServer();
    const server = toServer(raw, PRICING);
    expect(server).toEqual({
      resourceId: 'server/51234567',
      resourceType: 'vm',
      nativeType: 'server',
      name: 'shop-web-1',
      region: 'fsn1',
      zone: null,
      state: 'running',
      nativeState: 'running',
      size: 'cax11',
      privateIps: ['10.0.1.2', '10.0.1.9'],
      publicIps: ['203.0.113.7', '2001:db8:1:2::1'],
      isPublic: true,
      tags: { environment: 'prod', bare: '' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: 'network/4711' },
        { kind: 'protected_by', resourceId: 'firewall/38' },
      ],
      price: { hourly: '0.0060000000', currency: 'EUR', source: 'hetzner:server_type' },
      attributes: {
        cpuCount: 2,
        memoryMib: 4096,
        imageId: '161547269',
        metadataTokenRequired: null,
        identityId: null,
        architecture: 'arm64',
      },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(server).error).toBeUndefined();
  });

  it.each([
    ['off', 'stopped'],
    ['initializing', 'pending'],
    ['rebuilding', 'pending'],
    ['deleting', 'pending'],
    ['unknown', 'unknown'],
    ['constructor', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toServer(aServer({ status }), null)).toMatchObject({ state, nativeState: status });
  });

  it('is in its placement group', () => {
    const server = toServer(aServer({ placement_group: { id: 897, type: 'spread' } }), null);
    expect(server?.relationships).toContainEqual({
      kind: 'runs_in',
      resourceId: 'placement_group/897',
    });
  });

  it('is not public without any public address', () => {
    expect(toServer(aServer(publicNet({})), null)).toMatchObject({
      publicIps: [],
      isPublic: false,
    });
  });

  it('is public by a floating IP alone, whose address the API does not tell here', () => {
    expect(toServer(aServer(publicNet({ floating_ips: [478] })), null)).toMatchObject({
      publicIps: [],
      isPublic: true,
    });
  });

  it('does not know whether it is public when the public network is missing', () => {
    expect(toServer(aServer({ public_net: undefined }), null)?.isPublic).toBeNull();
  });

  it.each([
    ['2001:db8::/64', '2001:db8::1'],
    ['2001:db8:0:0:0:0:0:0/64', '2001:db8::1'],
    ['2001:db8::5/128', '2001:db8::5'],
    ['2001:db8::5', '2001:db8::5'],
    ['odd/64', 'odd'],
  ])('represents the IPv6 network %s by %s', (ip, address) => {
    expect(toServer(aServer(publicNet({ ipv6: { ip } })), null)?.publicIps).toEqual([address]);
  });

  it('takes location and zone from the data center where an API still sends one', () => {
    const datacenter = { name: 'nbg1-dc3', location: { name: 'nbg1' } };
    expect(toServer(aServer({ location: undefined, datacenter }), null)).toMatchObject({
      region: 'nbg1',
      zone: 'nbg1-dc3',
    });
  });

  it.each([
    ['no currency is known', {}, null],
    ['the location has no price', { location: { name: 'sin' } }, PRICING],
    [
      'the price is no number',
      { server_type: { prices: [{ location: 'fsn1', price_hourly: { net: 'n/a' } }] } },
      PRICING,
    ],
  ])('has no price when %s', (_why, changes, pricing) => {
    expect(toServer(aServer(changes), pricing)?.price).toBeNull();
  });

  it('keeps ids beyond 2^53, which arrive as text', () => {
    expect(toServer({ id: '9007199254740993' }, null)?.resourceId).toBe('server/9007199254740993');
  });

  it.each([null, 42, 'text', [1], { toString: 1 }, [{ id: null }], true])(
    'keeps the server when every other field is %p',
    (odd) => {
      const fields = Object.keys(aServer()).filter((field) => field !== 'id');
      const raw = aServer(Object.fromEntries(fields.map((field) => [field, odd])));
      const server = toServer(raw, PRICING);
      expect(server?.resourceId).toBe('server/51234567');
      expect(discoveredResourceSchema.safeParse(server).error).toBeUndefined();
    },
  );

  it.each([null, undefined, 'server', {}, { id: null }, { id: 'x' }])(
    'is null for %p, which has no id',
    (raw) => {
      expect(toServer(raw, PRICING)).toBeNull();
    },
  );
});
