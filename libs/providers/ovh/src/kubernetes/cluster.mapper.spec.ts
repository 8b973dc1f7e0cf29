import { CLUSTER, PROJECT } from '../testing/payloads';
import { toCluster, type ClusterParts } from './cluster.mapper';

const map = (parts: Partial<ClusterParts> = {}, fields = {}): ReturnType<typeof toCluster> =>
  toCluster({ ...CLUSTER, ...fields }, PROJECT, {
    nodePools: [{ currentNodes: 3 }, { currentNodes: 2 }],
    allowed: [],
    ...parts,
  });

describe('toCluster', () => {
  it('maps a cluster', () => {
    expect(map()).toMatchObject({
      resourceId: `${PROJECT}/kube/kube-12345`,
      resourceType: 'cluster',
      name: 'prod-kube',
      region: 'GRA11',
      state: 'running',
      size: 'free',
      isPublic: true,
      createdAt: '2025-10-12T14:23:45.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: `${PROJECT}/network/net-1` },
        { kind: 'runs_in', resourceId: `${PROJECT}/subnet/sub-1` },
      ],
      attributes: {
        kind: 'kubernetes',
        version: '1.33.4-1',
        nodeCount: 5,
        publicEndpoint: true,
      },
    });
  });

  it.each([
    ['everybody may reach it', [], true],
    ['everybody is on its list', ['198.51.100.0/24', '0.0.0.0/0'], true],
    ['some may reach it', ['198.51.100.0/24'], false],
    ['it is not known who may', null, null],
  ])('when %s has a public endpoint: %p', (_what, allowed, expected) => {
    expect(map({ allowed })?.attributes.publicEndpoint).toBe(expected);
  });

  it.each([
    [null, null],
    [[], 0],
    [[{ currentNodes: 3 }, {}], null],
  ])('counts the nodes of the pools %j as %p', (nodePools, expected) => {
    expect(map({ nodePools })?.attributes.nodeCount).toBe(expected);
  });

  it.each([
    ['INSTALLING', 'pending'],
    ['SUSPENDED', 'stopped'],
    ['USER_QUOTA_ERROR', 'error'],
    ['UNKNOWN', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(map({}, { status })?.state).toBe(state);
  });
});
