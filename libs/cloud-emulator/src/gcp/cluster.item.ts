import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { REGIONS } from './catalogue';
import { drawLabels, type GcpScope } from './gcp-scope';

export interface GcpCluster extends EmulatedItem {
  readonly region: string;
  /** A region or a zone. */
  readonly location: string;
  readonly created: string;
  readonly nodes: number;
  readonly privateEndpoint: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

export function clusterGenerator(scope: GcpScope): Generate<GcpCluster> {
  const salt = saltOf(scope.seed, scope.project, 'cluster');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const region = random.pick(REGIONS);
    const name = `${naming.environment}-gke-${index + 1}`;
    return {
      id: name,
      region: region.name,
      name,
      location: random.chance(0.5) ? region.name : `${region.name}-${random.pick(region.zones)}`,
      created: `${random.time().toISOString().slice(0, 19)}+00:00`,
      nodes: 1 + random.int(9),
      privateEndpoint: random.chance(0.4),
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function clusterJson(scope: GcpScope, cluster: GcpCluster): Record<string, unknown> {
  const { location, privateEndpoint } = cluster;
  const kind = location === cluster.region ? 'locations' : 'zones';
  return {
    name: cluster.name,
    nodeConfig: { machineType: 'e2-medium', diskSizeGb: 100 },
    masterAuth: { clusterCaCertificate: 'RVhBTVBMRQ==', clientKey: 'EXAMPLE-client-key' },
    network: 'default',
    subnetwork: 'subnet-1',
    clusterIpv4Cidr: '10.96.0.0/14',
    locations: [location],
    ...(privateEndpoint
      ? { privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: true } }
      : {}),
    resourceLabels: cluster.labels,
    selfLink: `https://container.googleapis.com/v1/projects/${scope.project}/${kind}/${location}/clusters/${cluster.id}`,
    endpoint: privateEndpoint ? '172.16.0.2' : '34.90.0.10',
    initialClusterVersion: '1.33.2-gke.1111000',
    currentMasterVersion: '1.33.2-gke.1111000',
    createTime: cluster.created,
    status: 'RUNNING',
    currentNodeCount: cluster.nodes,
    location,
    id: `${cluster.id}-id`,
  };
}
