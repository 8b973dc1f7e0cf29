import { discoveredResourceSchema } from '@skyledger/resource-model';
import { anElement, children, DC, ODD_VALUES } from '../testing/fixtures';
import { toCluster } from './cluster.mapper';

const aPool = (properties: object = {}): Record<string, unknown> =>
  anElement('nodepool', {
    name: 'pool',
    datacenterId: DC,
    nodeCount: 2,
    lans: [{ id: 2, dhcp: true, routes: null }],
    labels: {},
    publicIps: null,
    ...properties,
  });

const aCluster = (properties: object = {}, nodepools: unknown = children(aPool())): object =>
  anElement(
    'k8s',
    {
      name: 'shop',
      k8sVersion: '1.32.2',
      maintenanceWindow: { dayOfTheWeek: 'Sunday', time: '14:53:00Z' },
      public: true,
      apiSubnetAllowList: null,
      ...properties,
    },
    { metadata: { state: 'ACTIVE' }, entities: { nodepools } },
  );

describe('toCluster', () => {
  it('maps a cluster', () => {
    const cluster = toCluster(aCluster({}, children(aPool(), aPool({ nodeCount: 3, lans: null }))));
    expect(cluster).toMatchObject({
      resourceId: 'k8s/b46e5056',
      name: 'shop',
      region: null,
      state: 'running',
      nativeState: 'ACTIVE',
      relationships: [{ kind: 'runs_in', resourceId: `datacenter/${DC}/lan/2` }],
      attributes: { kind: 'kubernetes', version: '1.32.2', nodeCount: 5, publicEndpoint: true },
    });
    expect(discoveredResourceSchema.safeParse(cluster).error).toBeUndefined();
  });

  it.each([
    [true, [], true],
    [true, ['198.51.100.0/24'], false],
    [true, ['198.51.100.0/24', '0.0.0.0/0'], true],
    [false, [], null],
    [false, ['198.51.100.0/24'], false],
    [null, null, null],
  ])('public %p with the allow list %j has a public endpoint: %p', (isPublic, list, expected) => {
    const cluster = toCluster(aCluster({ public: isPublic, apiSubnetAllowList: list }));
    expect(cluster?.attributes.publicEndpoint).toBe(expected);
  });

  it('has no nodes without pools, but does not know when they were not told', () => {
    expect(toCluster(aCluster({}, children()))?.attributes.nodeCount).toBe(0);
    const reference = { id: 'x', type: 'collection' };
    expect(toCluster(aCluster({}, reference))?.attributes.nodeCount).toBeNull();
    const references = children({ id: 'x', type: 'nodepool' });
    expect(toCluster(aCluster({}, references))?.attributes.nodeCount).toBeNull();
    const silent = children(aPool(), aPool({ nodeCount: null }));
    expect(toCluster(aCluster({}, silent))?.attributes.nodeCount).toBeNull();
  });

  it.each(ODD_VALUES)('keeps the cluster when its fields are %p', (odd) => {
    const properties = { name: odd, k8sVersion: odd, public: odd, location: odd };
    const pools = children(aPool({ datacenterId: odd, nodeCount: odd, lans: [odd] }));
    const cluster = toCluster(aCluster({ ...properties, apiSubnetAllowList: odd }, pools));
    expect(discoveredResourceSchema.safeParse(cluster).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toCluster({ properties: {} })).toBeNull();
  });
});
