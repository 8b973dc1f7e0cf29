import { discoveredResourceSchema } from '@skyledger/resource-model';
import { anElement, DC, ODD_VALUES } from '../testing/fixtures';
import { toNodePool } from './node-pool.mapper';

const aPool = (properties: object = {}, changes: object = {}): Record<string, unknown> =>
  anElement(
    'nodepool',
    {
      name: 'workers',
      datacenterId: DC,
      nodeCount: 3,
      cpuFamily: 'INTEL_SKYLAKE',
      coresCount: 4,
      ramSize: 8192,
      availabilityZone: 'ZONE_1',
      storageType: 'SSD',
      storageSize: 100,
      k8sVersion: '1.32.2',
      autoScaling: { minNodeCount: 2, maxNodeCount: 6 },
      lans: [{ id: 2, dhcp: true, routes: null }],
      labels: {},
      annotations: {},
      publicIps: ['203.0.113.7', '203.0.113.8'],
      ...properties,
    },
    { metadata: { state: 'ACTIVE', createdDate: '2022-03-14T08:52:06Z' }, ...changes },
  );

describe('toNodePool', () => {
  it('maps a pool of a cluster', () => {
    const raw = aPool();
    const pool = toNodePool(raw, 'c1');
    expect(pool).toMatchObject({
      resourceId: `nodepool/${String(raw['id'])}`,
      resourceType: 'scaling_group',
      name: 'workers',
      region: null,
      zone: 'ZONE_1',
      state: 'running',
      nativeState: 'ACTIVE',
      size: '4 cores, 8192 MB',
      publicIps: ['203.0.113.7', '203.0.113.8'],
      createdAt: '2022-03-14T08:52:06.000Z',
      relationships: [
        { kind: 'attached_to', resourceId: 'k8s/c1' },
        { kind: 'runs_in', resourceId: `datacenter/${DC}/lan/2` },
      ],
      attributes: { minimum: 2, maximum: 6, desired: 3 },
    });
    expect(pool?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(pool).error).toBeUndefined();
  });

  it.each([
    ['from 0 to 0', { minNodeCount: 0, maxNodeCount: 0 }],
    ['null', null],
    ['not told', undefined],
  ])('has no range when its automatic scaling is %s', (_what, autoScaling) => {
    expect(toNodePool(aPool({ autoScaling }), 'c1')?.attributes).toEqual({
      minimum: null,
      maximum: null,
      desired: 3,
    });
  });

  it.each(ODD_VALUES)('keeps the pool when its properties are %p', (odd) => {
    const fields = Object.keys(aPool()['properties'] as object);
    const raw = aPool(Object.fromEntries(fields.map((field) => [field, odd])));
    expect(discoveredResourceSchema.safeParse(toNodePool(raw, 'c1')).error).toBeUndefined();
    const bare = { id: 'p1', type: 'nodepool', properties: odd };
    expect(discoveredResourceSchema.safeParse(toNodePool(bare, 'c1')).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toNodePool(aPool({}, { id: null }), 'c1')).toBeNull();
  });
});
