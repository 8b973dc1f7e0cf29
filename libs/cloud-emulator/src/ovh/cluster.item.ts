import type { Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import type { OvhProjectItem } from './compute.item';
import { placeIn, type OvhPlace } from './network.item';
import { parisTime, projectAt, regionsWith, uuidAt, type OvhScope } from './ovh-scope';

export interface OvhCluster extends OvhProjectItem {
  readonly region: string;
  readonly place: OvhPlace | null;
  readonly version: string;
  readonly pools: readonly number[];
  readonly allowed: readonly string[];
  readonly created: string;
}

export function clusterGenerator(
  scope: OvhScope,
  salt: number,
  hasNetwork: (network: number) => boolean,
): Generate<OvhCluster> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const project = projectAt(scope, index);
    const region = random.pick(regionsWith(scope, project, 'instance')).name;
    return {
      id: uuidAt(salt, index),
      project,
      region,
      name: `${naming.environment}-kube-${index + 1}`,
      place: random.chance(0.5) ? placeIn(scope, project, region, hasNetwork) : null,
      version: `1.3${random.int(4)}.${random.int(8)}-${revision}`,
      pools: random.pick([[3], [3, 2], [], [5, 1, 1]]),
      allowed: random.chance(0.5) ? [] : ['198.51.100.0/24'],
      created: parisTime(random.time()),
    };
  };
}

export function clusterJson(cluster: OvhCluster): Record<string, unknown> {
  const host = `${cluster.id.slice(0, 6)}.c1.${cluster.region.toLowerCase()}.k8s.ovh.net`;
  return {
    id: cluster.id,
    region: cluster.region,
    name: cluster.name,
    url: host,
    nodesUrl: host.replace('.c1.', '.nodes.c1.'),
    version: cluster.version,
    nextUpgradeVersions: [],
    kubeProxyMode: 'iptables',
    customization: null,
    status: 'READY',
    updatePolicy: 'ALWAYS_UPDATE',
    isUpToDate: true,
    controlPlaneIsUpToDate: true,
    privateNetworkId: cluster.place?.network ?? null,
    nodesSubnetId: cluster.place?.subnet ?? null,
    loadBalancersSubnetId: null,
    privateNetworkConfiguration: null,
    ipAllocationPolicy: null,
    createdAt: cluster.created,
    updatedAt: cluster.created,
    plan: 'free',
    auditLogsSubscribed: false,
  };
}

export function nodePoolsJson(cluster: OvhCluster): unknown[] {
  return cluster.pools.map((nodes, pool) => ({
    id: uuidAt(saltOf(cluster.id, 'pool'), pool),
    projectId: cluster.project,
    name: `pool-${pool}`,
    flavor: 'b3-8',
    status: 'READY',
    sizeStatus: 'CAPACITY_OK',
    autoscale: false,
    autoscaling: { scaleDownUnneededTimeSeconds: 600 },
    availabilityZones: null,
    attachFloatingIps: null,
    monthlyBilled: false,
    antiAffinity: false,
    desiredNodes: nodes,
    minNodes: 0,
    maxNodes: 100,
    currentNodes: nodes,
    availableNodes: nodes,
    upToDateNodes: nodes,
    createdAt: cluster.created,
    updatedAt: cluster.created,
    template: { metadata: {}, spec: {} },
  }));
}
