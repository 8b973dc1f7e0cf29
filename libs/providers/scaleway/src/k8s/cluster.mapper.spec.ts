import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toCluster } from './cluster.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const aCluster = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'shop',
  type: 'kapsule',
  status: 'ready',
  version: '1.35.3',
  tags: ['terraform'],
  cluster_url: `https://${ID}.api.k8s.fr-par.scw.cloud:6443`,
  private_network_id: 'n1',
  commitment_ends_at: null,
  created_at: '2026-06-16T17:41:51.302564Z',
  region: 'fr-par',
  ...changes,
});

describe('toCluster', () => {
  it('maps a cluster with the nodes of its pools', () => {
    const cluster = toCluster(aCluster(), [{ size: 2 }, { size: 3 }], 'fr-par');
    expect(cluster).toMatchObject({
      resourceId: `cluster/fr-par/${ID}`,
      resourceType: 'cluster',
      state: 'running',
      size: 'kapsule',
      relationships: [{ kind: 'runs_in', resourceId: 'private-network/fr-par/n1' }],
      attributes: { kind: 'kubernetes', version: '1.35.3', nodeCount: 5, publicEndpoint: true },
    });
    expect(cluster?.raw).toMatchObject({ pools: [{ size: 2 }, { size: 3 }] });
    expect(shapeProblems(cluster)).toEqual([]);
  });

  it.each<[unknown[], number | null]>([
    [[], 0],
    [[{ size: 2 }, { size: null }], null],
    [['pool'], null],
  ])('counts the nodes of %j as %p', (pools, nodeCount) => {
    expect(toCluster(aCluster(), pools, 'fr-par')?.attributes.nodeCount).toBe(nodeCount);
  });

  it('is stopped without a pool', () => {
    expect(toCluster(aCluster({ status: 'pool_required' }), [], 'fr-par')?.state).toBe('stopped');
  });

  it.each(ODD_VALUES)('keeps the cluster when every other field is %j', (odd) => {
    expect(shapeProblems(toCluster(withOddFields(aCluster(), odd), [odd], 'fr-par'))).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toCluster({}, [], 'fr-par')).toBeNull();
  });
});
