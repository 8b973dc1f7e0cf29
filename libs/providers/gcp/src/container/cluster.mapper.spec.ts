import type { DiscoveredResource } from '@skyledger/resource-model';
import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toCluster } from './cluster.mapper';

const aCluster = (changes: object = {}): Record<string, unknown> => ({
  name: 'prod',
  network: 'backend',
  networkConfig: { network: 'projects/shop/global/networks/backend' },
  resourceLabels: { team: 'shop' },
  selfLink: 'https://container.googleapis.com/v1/projects/shop/zones/europe-west1-b/clusters/prod',
  endpoint: '34.90.0.10',
  currentMasterVersion: '1.33.2-gke.1111000',
  createTime: '2024-05-06T07:08:09+00:00',
  status: 'RUNNING',
  currentNodeCount: 3,
  location: 'europe-west1-b',
  ...changes,
});

const map = (changes: object = {}): DiscoveredResource<'cluster'> | null =>
  toCluster(aCluster(changes), 'shop');

describe('toCluster', () => {
  it('maps a zonal cluster', () => {
    expect(map()).toMatchObject({
      resourceId: '//container.googleapis.com/projects/shop/locations/europe-west1-b/clusters/prod',
      nativeType: 'container.googleapis.com/Cluster',
      region: 'europe-west1',
      zone: 'europe-west1-b',
      state: 'running',
      publicIps: ['34.90.0.10'],
      isPublic: true,
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [
        {
          kind: 'runs_in',
          resourceId: '//compute.googleapis.com/projects/shop/global/networks/backend',
        },
      ],
      attributes: {
        kind: 'kubernetes',
        version: '1.33.2-gke.1111000',
        nodeCount: 3,
        publicEndpoint: true,
      },
    });
  });

  it('knows a regional cluster', () => {
    expect(map({ location: 'europe-west1' })).toMatchObject({ region: 'europe-west1', zone: null });
  });

  it.each<[object, boolean | null]>([
    [{ privateClusterConfig: { enablePrivateEndpoint: true } }, false],
    [{ privateClusterConfig: { enablePrivateNodes: true } }, true],
    [
      { controlPlaneEndpointsConfig: { ipEndpointsConfig: { enablePublicEndpoint: false } } },
      false,
    ],
    [{ endpoint: null }, null],
  ])('with %j has a public endpoint: %p', (changes, publicEndpoint) => {
    expect(map(changes)?.attributes.publicEndpoint).toBe(publicEndpoint);
  });

  it.each([
    ['RECONCILING', 'running'],
    ['PROVISIONING', 'pending'],
    ['DEGRADED', 'error'],
    ['odd', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(map({ status })?.state).toBe(state);
  });

  it('is kept whatever its fields hold', () => {
    const { selfLink, location, ...others } = aCluster();
    const each = (raw: unknown): DiscoveredResource | null =>
      raw !== null && typeof raw === 'object' && !Array.isArray(raw)
        ? toCluster({ ...raw, selfLink, location }, 'shop')
        : toCluster(raw, 'shop');
    expectKeptWhateverFieldsHold(each, others, []);
  });
});
