import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toNetwork } from './network.mapper';
import { toSubnet } from './subnet.mapper';

const aSubnet = (changes: object = {}): Record<string, unknown> => ({
  type: 'cloud',
  ip_range: '10.0.1.0/24',
  network_zone: 'eu-central',
  gateway: '10.0.0.1',
  vswitch_id: null,
  ...changes,
});

const aNetwork = (changes: object = {}): Record<string, unknown> => ({
  id: 4711,
  name: 'backend',
  ip_range: '10.0.0.0/16',
  subnets: [aSubnet(), aSubnet({ ip_range: '10.0.2.0/24' })],
  routes: [],
  servers: [42],
  protection: { delete: false },
  labels: { team: 'shop' },
  created: '2024-05-06T07:08:09Z',
  expose_routes_to_vswitch: false,
  ...changes,
});

describe('toNetwork', () => {
  it('maps a network', () => {
    const raw = aNetwork();
    const network = toNetwork(raw);
    expect(network).toMatchObject({
      resourceId: 'network/4711',
      resourceType: 'network',
      name: 'backend',
      region: 'eu-central',
      isPublic: null,
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      attributes: { cidrs: ['10.0.0.0/16'], isDefault: false },
    });
    expect(network?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(network).error).toBeUndefined();
  });

  it.each([
    ['spans zones', [aSubnet(), aSubnet({ network_zone: 'us-east' })]],
    ['has no subnets', []],
    ['has unreadable subnets', 'none'],
  ])('has no region when it %s', (_why, subnets) => {
    expect(toNetwork(aNetwork({ subnets }))?.region).toBeNull();
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the network when other fields are %p', (odd) => {
    const fields = Object.keys(aNetwork()).filter((field) => field !== 'id');
    const network = toNetwork(aNetwork(Object.fromEntries(fields.map((field) => [field, odd]))));
    expect(discoveredResourceSchema.safeParse(network).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toNetwork(aNetwork({ id: null }))).toBeNull();
  });
});

describe('toSubnet', () => {
  it('maps a subnet, named by its range', () => {
    const subnet = toSubnet(aNetwork(), aSubnet());
    expect(subnet).toMatchObject({
      resourceId: 'network/4711/subnet/10.0.1.0/24',
      resourceType: 'subnet',
      region: 'eu-central',
      relationships: [{ kind: 'runs_in', resourceId: 'network/4711' }],
      attributes: { cidrs: ['10.0.1.0/24'], assignsPublicIp: null },
    });
    expect(discoveredResourceSchema.safeParse(subnet).error).toBeUndefined();
  });

  it.each([
    ['a range', aNetwork(), aSubnet({ ip_range: null })],
    ['an identified network', aNetwork({ id: null }), aSubnet()],
    ['a subnet', null, null],
  ])('is null without %s', (_what, network, subnet) => {
    expect(toSubnet(network, subnet)).toBeNull();
  });
});
