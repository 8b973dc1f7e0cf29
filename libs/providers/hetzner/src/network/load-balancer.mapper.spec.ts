import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aPricing } from '../testing/a-pricing';
import { toLoadBalancer } from './load-balancer.mapper';

const health = [{ listen_port: 443, status: 'healthy' }];
const serverTarget = (id: number): object => ({
  type: 'server',
  server: { id },
  health_status: health,
  use_private_ip: true,
});

/** A load balancer as `GET /load_balancers` lists it. */
const aBalancer = (changes: object = {}): Record<string, unknown> => ({
  id: 4711,
  name: 'shop-entry',
  public_net: {
    enabled: true,
    ipv4: { ip: '203.0.113.9', dns_ptr: 'lb.example.com' },
    ipv6: { ip: '2001:db8:4::1', dns_ptr: null },
  },
  private_net: [{ network: 12, ip: '10.0.0.2' }],
  location: { id: 1, name: 'fsn1', network_zone: 'eu-central' },
  load_balancer_type: {
    id: 1,
    name: 'lb11',
    max_connections: 20_000,
    prices: [
      { location: 'nbg1', price_hourly: { net: '0.0090', gross: '0.0107' } },
      { location: 'fsn1', price_hourly: { net: '0.0088', gross: '0.0105' } },
    ],
  },
  protection: { delete: false },
  labels: { team: 'shop' },
  created: '2024-05-06T07:08:09Z',
  services: [{ protocol: 'tcp', listen_port: 443, destination_port: 8443, proxyprotocol: false }],
  targets: [serverTarget(80), serverTarget(9)],
  algorithm: { type: 'round_robin' },
  outgoing_traffic: null,
  ingoing_traffic: null,
  included_traffic: 21_990_232_555_520,
  ...changes,
});

describe('toLoadBalancer', () => {
  it('maps a load balancer with everything', () => {
    const raw = aBalancer();
    const balancer = toLoadBalancer(raw, aPricing());
    expect(balancer).toEqual({
      resourceId: 'load_balancer/4711',
      resourceType: 'load_balancer',
      nativeType: 'load_balancer',
      name: 'shop-entry',
      region: 'fsn1',
      zone: null,
      state: 'running',
      nativeState: null,
      size: 'lb11',
      privateIps: ['10.0.0.2'],
      publicIps: ['203.0.113.9', '2001:db8:4::1'],
      isPublic: true,
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: 'network/12' },
        { kind: 'targets', resourceId: 'server/9' },
        { kind: 'targets', resourceId: 'server/80' },
      ],
      price: { hourly: '0.0088', currency: 'EUR', source: 'hetzner:load_balancer_type' },
      attributes: {
        kind: null,
        internetFacing: true,
        dnsName: null,
        listeners: [
          {
            protocol: 'tcp',
            fromPort: 443,
            toPort: 443,
            redirectsToHttps: false,
            tlsPolicy: null,
            minimumTlsVersion: null,
            certificateIds: [],
          },
        ],
      },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
  });

  it('tells the certificates of a service and the plain HTTP that it redirects', () => {
    const http = { certificates: [897, 12], redirect_http: true };
    const services = [{ protocol: 'https', listen_port: 443, destination_port: 80, http }];
    const balancer = toLoadBalancer(aBalancer({ services }), null);
    expect(balancer?.attributes.listeners).toMatchObject([
      { protocol: 'http', fromPort: 80, redirectsToHttps: true },
      {
        protocol: 'https',
        fromPort: 443,
        redirectsToHttps: false,
        certificateIds: ['certificate/12', 'certificate/897'],
      },
    ]);
    expect(balancer?.relationships).toContainEqual({ kind: 'uses', resourceId: 'certificate/12' });
  });

  it.each([
    [
      'no redirect',
      [{ protocol: 'http', listen_port: 80, http: {} }],
      [{ redirectsToHttps: false }],
    ],
    ['no services', [], []],
    ['services that are not told', undefined, null],
  ])('tells %s as it is', (_what, services, listeners) => {
    const told = toLoadBalancer(aBalancer({ services }), null)?.attributes.listeners;
    if (listeners === null) expect(told).toBeNull();
    else expect(told).toMatchObject(listeners);
  });

  it('targets what a selector of labels finds, and no address outside the cloud', () => {
    const targets = [
      {
        type: 'label_selector',
        label_selector: { selector: 'environment=prod' },
        targets: [serverTarget(5), serverTarget(6)],
        use_private_ip: false,
      },
      { type: 'ip', ip: { ip: '203.0.113.77' }, health_status: health },
      serverTarget(5),
    ];
    const balancer = toLoadBalancer(aBalancer({ targets, private_net: [] }), null);
    expect(balancer?.relationships).toEqual([
      { kind: 'targets', resourceId: 'server/5' },
      { kind: 'targets', resourceId: 'server/6' },
    ]);
  });

  it('is not public while its public interface is off, whatever addresses it keeps', () => {
    const ipv4 = { ip: '203.0.113.9', dns_ptr: null };
    const ipv6 = { ip: null, dns_ptr: null };
    const balancer = toLoadBalancer(
      aBalancer({ public_net: { enabled: false, ipv4, ipv6 } }),
      null,
    );
    expect(balancer).toMatchObject({
      publicIps: [],
      isPublic: false,
      attributes: { internetFacing: false },
    });
  });

  it('does not know whether it faces the Internet when nothing is said of it', () => {
    expect(toLoadBalancer(aBalancer({ public_net: null }), null)).toMatchObject({
      publicIps: [],
      isPublic: null,
      attributes: { internetFacing: null },
    });
  });

  it.each([
    ['no currency is known', {}, null],
    ['the location has no price', { location: { name: 'sin' } }, aPricing()],
    ['its type has no prices', { load_balancer_type: { name: 'lb11' } }, aPricing()],
  ])('has no price when %s', (_why, changes, pricing) => {
    expect(toLoadBalancer(aBalancer(changes), pricing)?.price).toBeNull();
  });

  it.each([null, 42, {}, [null], 'text', [{ id: null }], true])(
    'keeps it when every other field is %p',
    (odd) => {
      const fields = Object.keys(aBalancer()).filter((field) => field !== 'id');
      const raw = aBalancer(Object.fromEntries(fields.map((field) => [field, odd])));
      expect(
        discoveredResourceSchema.safeParse(toLoadBalancer(raw, aPricing())).error,
      ).toBeUndefined();
    },
  );

  it.each([null, undefined, 'text', {}, { id: null }, { id: 'x' }])(
    'is null for %p, which has no id',
    (raw) => {
      expect(toLoadBalancer(raw, aPricing())).toBeNull();
    },
  );
});
