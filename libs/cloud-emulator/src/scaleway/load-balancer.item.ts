import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { networkOfBalancer, privateIp, publicIp } from './attachments';
import { drawLabels } from './labels';
import { idAt, madeAt, saltIn, standardTime } from './scope';
import type { ZoneScope } from './scope';

/** Load balancers have their public addresses after those of servers. */
const FIRST_ADDRESS = 0x3000;
/** And their private addresses, too. */
const FIRST_HOST = 0x2000;

export interface ScalewayLoadBalancer extends EmulatedItem {
  readonly index: number;
  readonly createdAt: Date;
  readonly type: string;
  readonly status: 'ready' | 'error' | 'creating';
  /** Null: it can only be reached from its private network. */
  readonly ip: string | null;
  readonly network: {
    readonly id: string;
    readonly ipamId: string;
    readonly address: string;
  } | null;
  readonly labels: readonly string[];
}

export function loadBalancerGenerator(scope: ZoneScope): Generate<ScalewayLoadBalancer> {
  const salt = saltIn(scope, 'load-balancer');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const network = networkOfBalancer(scope, index);
    return {
      id: idAt(scope, 'load-balancer', index),
      index,
      region: scope.in.region,
      name: `${naming.environment}-${naming.application}-lb-${index + 1}`,
      createdAt: madeAt(random, index),
      type: random.pick(['lb-s', 'lb-gp-m']),
      status: random.chance(0.9) ? 'ready' : random.pick(['error', 'creating'] as const),
      ip: network !== null && random.chance(0.25) ? null : publicIp(scope, FIRST_ADDRESS + index),
      network:
        network === null
          ? null
          : {
              id: idAt(scope.in, 'private-network', network),
              ipamId: idAt(scope, 'ipam-lb', index),
              address: `${privateIp(network, scope.zoneNumber, FIRST_HOST + index)}/16`,
            },
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function loadBalancerJson(
  scope: ZoneScope,
): (balancer: ScalewayLoadBalancer) => Record<string, unknown> {
  const { spec, region } = scope.in;
  return (balancer) => {
    const made = standardTime(balancer.createdAt);
    const place = { region, zone: scope.zone };
    const owner = { organization_id: spec.organizationId, project_id: spec.projectId };
    return {
      id: balancer.id,
      name: balancer.name,
      description: '',
      status: balancer.status,
      instances: [
        {
          id: idAt(scope, 'lb-instance', balancer.index),
          status: 'ready',
          ip_address: '',
          created_at: made,
          updated_at: made,
          ...place,
        },
      ],
      ...owner,
      ip:
        balancer.ip === null
          ? []
          : [
              {
                id: idAt(scope, 'lb-ip', balancer.index),
                ip_address: balancer.ip,
                ...owner,
                lb_id: balancer.id,
                reverse: `${balancer.ip.replaceAll('.', '-')}.lb.${region}.scw.cloud`,
                tags: [],
                ...place,
              },
            ],
      tags: balancer.labels,
      frontend_count: 1,
      backend_count: 1,
      type: balancer.type,
      subscriber: null,
      ssl_compatibility_level: 'ssl_compatibility_level_intermediate',
      created_at: made,
      updated_at: made,
      private_network_count: balancer.network === null ? 0 : 1,
      route_count: 0,
      ...place,
    };
  };
}

/** What `GET /lbs/{id}/private-networks` lists. */
export function attachedNetworksJson(
  scope: ZoneScope,
  balancer: ScalewayLoadBalancer,
): Record<string, unknown>[] {
  if (balancer.network === null) return [];
  const made = standardTime(balancer.createdAt);
  return [
    {
      lb: loadBalancerJson(scope)(balancer),
      ipam_ids: [balancer.network.ipamId],
      dhcp_config: {},
      private_network_id: balancer.network.id,
      status: 'ready',
      created_at: made,
      updated_at: made,
    },
  ];
}
