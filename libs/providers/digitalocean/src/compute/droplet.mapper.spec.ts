import { discoveredResourceSchema } from '@skyledger/resource-model';
import { Protections } from '../protections';
import { toDroplet } from './droplet.mapper';

const VPC = '953d698c-dc84-11e8-80bc-3cfdfea9fba1';
const CLUSTER = 'bd5f5959-5e1e-4205-a714-a914373942af';

const aDroplet = (changes: object = {}): Record<string, unknown> => ({
  id: 176011507,
  name: 'shop-web',
  memory: 2048,
  vcpus: 2,
  disk: 60,
  locked: false,
  status: 'active',
  kernel: null,
  created_at: '2024-05-06T07:08:09Z',
  features: ['ipv6', 'private_networking'],
  backup_ids: [],
  next_backup_window: null,
  snapshot_ids: [],
  image: { id: 53893572, name: '24.04 (LTS) x64', distribution: 'Ubuntu', slug: null },
  volume_ids: ['506f78a4-e098-11e5-ad9f-000f53306ae1'],
  size: {
    slug: 's-2vcpu-2gb',
    memory: 2048,
    vcpus: 2,
    price_monthly: 18,
    price_hourly: 0.02678999863564968,
  },
  size_slug: 's-2vcpu-2gb',
  networks: {
    v4: [
      { ip_address: '203.0.113.118', netmask: '255.255.240.0', type: 'public' },
      { ip_address: '10.135.64.211', netmask: '255.255.0.0', type: 'private' },
    ],
    v6: [{ ip_address: '2001:DB8:0800:0010:0000:0000:02DD:4001', netmask: 64, type: 'public' }],
  },
  region: { name: 'Frankfurt 1', slug: 'fra1', sizes: [], features: [], available: null },
  tags: ['env:prod', 'k8s', `k8s:${CLUSTER}`],
  vpc_uuid: VPC,
  ...changes,
});

describe('toDroplet', () => {
  it('maps a droplet', () => {
    const raw = aDroplet();
    const protections = new Protections([
      { id: 'f-2', droplet_ids: [176011507] },
      { id: 'f-1', tags: ['env:prod'] },
    ]);
    const droplet = toDroplet(raw, protections);
    expect(droplet).toMatchObject({
      resourceId: 'droplet/176011507',
      resourceType: 'vm',
      nativeType: 'droplet',
      name: 'shop-web',
      region: 'fra1',
      state: 'running',
      nativeState: 'active',
      size: 's-2vcpu-2gb',
      privateIps: ['10.135.64.211'],
      publicIps: ['203.0.113.118', '2001:db8:800:10::2dd:4001'],
      isPublic: true,
      tags: { env: 'prod', k8s: '', [`k8s:${CLUSTER}`]: '' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: `vpc/${VPC}` },
        { kind: 'runs_in', resourceId: `kubernetes_cluster/${CLUSTER}` },
        { kind: 'protected_by', resourceId: 'firewall/f-1' },
        { kind: 'protected_by', resourceId: 'firewall/f-2' },
      ],
      price: { hourly: '0.02679', currency: 'USD', source: 'digitalocean:size' },
      attributes: {
        cpuCount: 2,
        memoryMib: 2048,
        imageId: '53893572',
        metadataTokenRequired: null,
        identityId: null,
        architecture: null,
      },
    });
    expect(droplet?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(droplet).error).toBeUndefined();
  });

  it.each([
    ['new', 'pending'],
    ['off', 'stopped'],
    ['archive', 'stopped'],
    ['constructor', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toDroplet(aDroplet({ status }), null)?.state).toBe(state);
  });

  it.each([
    ['has private addresses only', { v4: [{ ip_address: '10.0.0.2', type: 'private' }] }, false],
    ['has no interface', { v4: [], v6: [] }, false],
    ['does not tell', { v6: [] }, null],
    ['does not tell at all', null, null],
  ])('knows whether it is public when it %s', (_what, networks, isPublic) => {
    const droplet = toDroplet(aDroplet({ networks }), null);
    expect(droplet?.publicIps).toEqual([]);
    expect(droplet?.isPublic).toBe(isPublic);
  });

  it.each([
    [0.00743999984115362, '0.00744'],
    [3.390000104904175, '3.39000'],
    [0, '0.00000'],
  ])('reads the price %p as %s', (price_hourly, hourly) => {
    expect(toDroplet(aDroplet({ size: { price_hourly } }), null)?.price?.hourly).toBe(hourly);
  });

  it.each([{}, { price_hourly: '0.1' }, { price_hourly: -1 }, { price_hourly: 1e300 }])(
    'has no price of %j',
    (size) => {
      expect(toDroplet(aDroplet({ size }), null)?.price).toBeNull();
    },
  );

  it('runs in no cluster by a tag that only looks like one', () => {
    const droplet = toDroplet(aDroplet({ tags: ['k8s:worker', 'k8s:none'], vpc_uuid: '' }), null);
    expect(droplet?.relationships).toEqual([]);
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the droplet when other fields are %p', (odd) => {
    const fields = Object.keys(aDroplet()).filter((field) => field !== 'id');
    const raw = aDroplet(Object.fromEntries(fields.map((field) => [field, odd])));
    const droplet = toDroplet(raw, new Protections([]));
    expect(discoveredResourceSchema.safeParse(droplet).error).toBeUndefined();
  });

  it('keeps ids beyond 2^53', () => {
    expect(toDroplet(aDroplet({ id: '9007199254740993' }), null)?.resourceId).toBe(
      'droplet/9007199254740993',
    );
  });

  it('is null without an id', () => {
    expect(toDroplet(aDroplet({ id: null }), null)).toBeNull();
  });
});
