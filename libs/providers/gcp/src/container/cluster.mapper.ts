import { instantOf, integerOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { projectOf, regionOfZone, relatedTo } from '../resource-name';

type Payload = Readonly<Record<string, unknown>>;

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['RUNNING', 'running'],
  // Being changed, and serving meanwhile.
  ['RECONCILING', 'running'],
  ['PROVISIONING', 'pending'],
  ['STOPPING', 'pending'],
  ['ERROR', 'error'],
  ['DEGRADED', 'error'],
]);

/** `null` without a name and a location. */
export function toCluster(raw: unknown, projectId: string): DiscoveredResource<'cluster'> | null {
  const cluster = recordOf(raw);
  const id = textOf(cluster['selfLink'])?.split('/').pop() ?? textOf(cluster['name']);
  const location = textOf(cluster['location']);
  if (!id || location === null) return null;
  const project = projectOf(cluster['selfLink']) ?? projectId;
  const status = textOf(cluster['status']);
  const zonal = /-[a-z]$/.test(location);
  const publicEndpoint = publicEndpointOf(cluster);
  const endpoint = textOf(cluster['endpoint']);
  const network = textOf(recordOf(cluster['networkConfig'])['network']);
  return {
    resourceId: `//container.googleapis.com/projects/${project}/locations/${location}/clusters/${id}`,
    resourceType: 'cluster',
    nativeType: 'container.googleapis.com/Cluster',
    name: textOf(cluster['name']),
    region: zonal ? regionOfZone(location) : location,
    zone: zonal ? location : null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: endpoint !== null && publicEndpoint === false ? [endpoint] : [],
    publicIps: endpoint !== null && publicEndpoint === true ? [endpoint] : [],
    isPublic: publicEndpoint,
    tags: tagsOf(cluster['resourceLabels']),
    createdAt: instantOf(cluster['createTime']),
    relationships: relatedTo('runs_in', cluster['selfLink'], [network]),
    price: null,
    attributes: {
      kind: 'kubernetes',
      version: textOf(cluster['currentMasterVersion']),
      nodeCount: integerOf(cluster['currentNodeCount']),
      publicEndpoint,
    },
    raw,
  };
}

/** The newer setting decides; the older one is only there when it was ever set. */
function publicEndpointOf(cluster: Payload): boolean | null {
  const control = recordOf(cluster['controlPlaneEndpointsConfig']);
  const enabled = recordOf(control['ipEndpointsConfig'])['enablePublicEndpoint'];
  if (typeof enabled === 'boolean') return enabled;
  if (recordOf(cluster['privateClusterConfig'])['enablePrivateEndpoint'] === true) return false;
  return textOf(cluster['endpoint']) === null ? null : true;
}
