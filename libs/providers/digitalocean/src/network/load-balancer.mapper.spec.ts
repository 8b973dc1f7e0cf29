import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toLoadBalancer } from './load-balancer.mapper';

const ID = '4de7ac8b-495b-4884-9a69-1050c6793cd6';
const VPC = 'c33931f2-a26a-4e61-b85c-4e95a2ec431b';

const aBalancer = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'example-lb-01',
  ip: '203.0.113.186',
  ipv6: '',
  size: 'lb-small',
  size_unit: 3,
  algorithm: 'round_robin',
  status: 'active',
  created_at: '2024-05-06T07:08:09Z',
  forwarding_rules: [],
  health_check: {},
  sticky_sessions: { type: 'none' },
  region: { name: 'New York 3', slug: 'nyc3', sizes: [], features: [], available: true },
  tag: '',
  droplet_ids: [3164445, 3164444],
  vpc_uuid: VPC,
  network: 'EXTERNAL',
  type: 'REGIONAL',
  ...changes,
});

describe('toLoadBalancer', () => {
  it('maps a load balancer', () => {
    const raw = aBalancer();
    const balancer = toLoadBalancer(raw);
    expect(balancer).toMatchObject({
      resourceId: `load_balancer/${ID}`,
      resourceType: 'load_balancer',
      name: 'example-lb-01',
      region: 'nyc3',
      state: 'running',
      nativeState: 'active',
      size: '3',
      publicIps: ['203.0.113.186'],
      privateIps: [],
      isPublic: true,
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: `vpc/${VPC}` },
        { kind: 'targets', resourceId: 'droplet/3164444' },
        { kind: 'targets', resourceId: 'droplet/3164445' },
      ],
      attributes: { kind: 'regional', internetFacing: true, dnsName: null, listeners: [] },
    });
    expect(balancer?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
  });

  it('tells what it listens on, and which certificates it uses', () => {
    const rule = (protocol: string, port: number, certificate = ''): object => ({
      entry_protocol: protocol,
      entry_port: port,
      certificate_id: certificate,
    });
    const rules = [rule('http2', 443, 'c1'), rule('http', 80), rule('http', 8080), rule('udp', 53)];
    const raw = aBalancer({
      forwarding_rules: rules,
      redirect_http_to_https: true,
      tls_cipher_policy: 'STRONG',
    });
    const balancer = toLoadBalancer(raw);
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
    expect(balancer?.attributes.listeners).toMatchObject([
      { protocol: 'udp', fromPort: 53, certificateIds: [] },
      { protocol: 'http', fromPort: 80, redirectsToHttps: true, tlsPolicy: null },
      {
        protocol: 'https',
        fromPort: 443,
        tlsPolicy: 'STRONG',
        minimumTlsVersion: null,
        certificateIds: ['certificate/c1'],
      },
      { protocol: 'http', fromPort: 8080, redirectsToHttps: false },
    ]);
    expect(balancer?.relationships).toContainEqual({ kind: 'uses', resourceId: 'certificate/c1' });
    expect(toLoadBalancer(aBalancer({ forwarding_rules: null }))?.attributes.listeners).toBeNull();
  });

  it('keeps the address of an internal one private', () => {
    expect(toLoadBalancer(aBalancer({ network: 'INTERNAL', ip: '10.0.0.9' }))).toMatchObject({
      privateIps: ['10.0.0.9'],
      publicIps: [],
      isPublic: false,
      attributes: { internetFacing: false },
    });
  });

  it('leads from a global one to regional ones', () => {
    const raw = aBalancer({
      type: 'GLOBAL',
      region: undefined,
      vpc_uuid: undefined,
      droplet_ids: [],
      target_load_balancer_ids: ['regional'],
    });
    expect(toLoadBalancer(raw)).toMatchObject({
      region: null,
      relationships: [{ kind: 'targets', resourceId: 'load_balancer/regional' }],
      attributes: { kind: 'global' },
    });
  });

  it('knows an older one, which tells neither its network nor its nodes', () => {
    const older = { network: undefined, type: undefined, size_unit: undefined };
    expect(toLoadBalancer(aBalancer(older))).toMatchObject({
      size: 'lb-small',
      isPublic: true,
      attributes: { kind: null, internetFacing: true },
    });
    expect(toLoadBalancer(aBalancer({ ...older, ip: '', status: 'new' }))).toMatchObject({
      state: 'pending',
      publicIps: [],
      isPublic: null,
    });
  });

  it.each([null, 42, {}, [null], 'text'])('keeps it when other fields are %p', (odd) => {
    const fields = Object.keys(aBalancer()).filter((field) => field !== 'id');
    const raw = aBalancer(Object.fromEntries(fields.map((field) => [field, odd])));
    const balancer = toLoadBalancer(raw);
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toLoadBalancer(aBalancer({ id: null }))).toBeNull();
  });
});
