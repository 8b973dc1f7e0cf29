import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { networkOfCluster } from './attachments';
import { drawLabels } from './labels';
import { idAt, madeAt, saltIn, standardTime } from './scope';
import type { RegionScope } from './scope';

export interface ScalewayCluster extends EmulatedItem {
  readonly index: number;
  readonly createdAt: Date;
  readonly type: string;
  readonly status: 'ready' | 'updating' | 'pool_required';
  readonly version: string;
  readonly networkId: string | null;
  /** Nodes of each pool. */
  readonly pools: readonly number[];
  readonly labels: readonly string[];
}

export function clusterGenerator(scope: RegionScope): Generate<ScalewayCluster> {
  const salt = saltIn(scope, 'cluster');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const network = networkOfCluster(scope, index);
    const pools = random.pick([[3], [2, 4], []]);
    return {
      id: idAt(scope, 'cluster', index),
      index,
      region: scope.region,
      name: `${naming.environment}-${naming.application}-k8s-${index + 1}`,
      createdAt: madeAt(random, index),
      type: random.pick(['kapsule', 'kapsule-dedicated-4']),
      status: pools.length === 0 ? 'pool_required' : random.pick(['ready', 'ready', 'updating']),
      version: random.pick(['1.33.4', '1.34.2', '1.35.3']),
      networkId: network === null ? null : idAt(scope, 'private-network', network),
      pools,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function clusterJson(
  scope: RegionScope,
): (cluster: ScalewayCluster) => Record<string, unknown> {
  const { spec, region } = scope;
  return (cluster) => ({
    region,
    id: cluster.id,
    organization_id: spec.organizationId,
    project_id: spec.projectId,
    created_at: standardTime(cluster.createdAt),
    updated_at: standardTime(cluster.createdAt),
    type: cluster.type,
    name: cluster.name,
    description: '',
    status: cluster.status,
    version: cluster.version,
    cni: 'cilium',
    tags: cluster.labels,
    cluster_url: `https://${cluster.id}.api.k8s.${region}.scw.cloud:6443`,
    dns_wildcard: `*.${cluster.id}.nodes.k8s.${region}.scw.cloud`,
    autoscaler_config: { scale_down_disabled: false, estimator: 'binpacking', expander: 'random' },
    auto_upgrade: { enabled: false, maintenance_window: { start_hour: 0, day: 'any' } },
    upgrade_available: true,
    feature_gates: [],
    admission_plugins: [],
    open_id_connect_config: { issuer_url: '', client_id: '', groups_claim: [] },
    apiserver_cert_sans: [],
    private_network_id: cluster.networkId,
    commitment_ends_at: null,
    acl_available: true,
    iam_nodes_group_id: idAt(scope, 'nodes-group', cluster.index),
    pod_cidr: '100.64.0.0/15',
    service_cidr: '10.32.0.0/20',
    service_dns_ip: '10.32.0.10',
  });
}

export function poolsJson(scope: RegionScope, cluster: ScalewayCluster): Record<string, unknown>[] {
  const made = standardTime(cluster.createdAt);
  return cluster.pools.map((size, at) => ({
    region: scope.region,
    id: idAt(scope, 'pool', cluster.index * 10 + at),
    cluster_id: cluster.id,
    created_at: made,
    updated_at: made,
    name: `pool-${at + 1}`,
    status: 'ready',
    version: cluster.version,
    node_type: 'pro2_xs',
    autoscaling: false,
    size,
    min_size: 0,
    max_size: size,
    container_runtime: 'containerd',
    autohealing: true,
    tags: [],
    placement_group_id: null,
    kubelet_args: {},
    upgrade_policy: { max_unavailable: 1, max_surge: 0 },
    zone: `${scope.region}-1`,
    root_volume_type: 'sbs_5k',
    root_volume_size: 20_000_000_000,
    public_ip_disabled: false,
    security_group_id: '',
    labels: {},
    taints: [],
    startup_taints: [],
  }));
}
