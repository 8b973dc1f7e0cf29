import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { regionAt } from './catalogue';
import { drawTagNames, publicIpv4, timestamp } from './identifiers';
import { dropletNumber, dropletsOfCluster, idOf, vpcOf, vpcUuid } from './scope';
import type { DigitalOceanScope } from './scope';

export interface DigitalOceanCluster extends EmulatedItem {
  readonly region: string;
  readonly created: string;
  readonly version: string;
  readonly state: 'running' | 'provisioning' | 'degraded';
  readonly vpcUuid: string;
  readonly highlyAvailable: boolean;
  readonly ipv4: string;
  /** Null where the control plane's firewall was never set up; then anyone reaches it. */
  readonly controlPlaneFirewall: { readonly allowed: readonly string[] } | null;
  readonly nodes: readonly number[];
  readonly clusterTags: readonly string[];
}

export function clusterGenerator(scope: DigitalOceanScope): Generate<DigitalOceanCluster> {
  const salt = saltOf(scope.seed, scope.account, 'kubernetes-cluster');
  const first = scope.firstNumber + 6 * scope.numbersAKind;
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = idOf(scope, 'kubernetes-cluster', index);
    return {
      id,
      region: regionAt(vpcOf(scope, index)).slug,
      name: `${naming.environment}-${naming.application}-k8s-${index + 1}`,
      created: timestamp(random.time()),
      version: random.pick(['1.31.9-do.2', '1.32.5-do.1', '1.33.1-do.0']),
      state: random.chance(0.9) ? 'running' : random.pick(['provisioning', 'degraded'] as const),
      vpcUuid: vpcUuid(scope, index),
      highlyAvailable: random.chance(0.5),
      ipv4: publicIpv4(first + index),
      controlPlaneFirewall: random.chance(0.4) ? { allowed: ['203.0.113.0/24'] } : null,
      nodes: dropletsOfCluster(scope, index).map((droplet) => dropletNumber(scope, droplet)),
      clusterTags: [...drawTagNames(random, naming, revision), 'k8s', `k8s:${id}`],
    };
  };
}

export function clusterJson(cluster: DigitalOceanCluster): Record<string, unknown> {
  const firewall = cluster.controlPlaneFirewall;
  return {
    id: cluster.id,
    name: cluster.name,
    region: cluster.region,
    version: cluster.version,
    cluster_subnet: '10.244.0.0/16',
    service_subnet: '10.245.0.0/16',
    ...(cluster.vpcUuid === '' ? {} : { vpc_uuid: cluster.vpcUuid }),
    // A highly available control plane has no single address.
    ipv4: cluster.highlyAvailable ? '' : cluster.ipv4,
    endpoint: `https://${cluster.id}.k8s.ondigitalocean.com`,
    tags: cluster.clusterTags,
    node_pools: [poolJson(cluster)],
    maintenance_policy: { start_time: '00:00', duration: '4h0m0s', day: 'any' },
    auto_upgrade: false,
    status: { state: cluster.state, message: cluster.state },
    created_at: cluster.created,
    updated_at: cluster.created,
    surge_upgrade: false,
    registry_enabled: false,
    ha: cluster.highlyAvailable,
    control_plane_firewall:
      firewall === null ? null : { enabled: true, allowed_addresses: firewall.allowed },
  };
}

function poolJson(cluster: DigitalOceanCluster): Record<string, unknown> {
  const [head = ''] = cluster.id.split('-');
  return {
    id: cluster.id.replace(head, [...head].reverse().join('')),
    name: 'workers',
    size: 's-2vcpu-4gb',
    count: cluster.nodes.length,
    tags: ['k8s', `k8s:${cluster.id}`, 'k8s:worker'],
    labels: null,
    taints: [],
    auto_scale: false,
    min_nodes: 0,
    max_nodes: 0,
    nodes: cluster.nodes.map((droplet) => ({
      id: `${cluster.id.slice(0, -8)}${droplet.toString(16).padStart(8, '0').slice(-8)}`,
      name: `workers-${droplet.toString(36)}`,
      status: { state: 'running' },
      // Here, and only here, a droplet's number is text.
      droplet_id: String(droplet),
      created_at: cluster.created,
      updated_at: cluster.created,
    })),
  };
}
