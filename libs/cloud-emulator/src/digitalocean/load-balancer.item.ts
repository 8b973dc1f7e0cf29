import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { regionAt } from './catalogue';
import type { DigitalOceanRegion } from './catalogue';
import { publicIpv4, timestamp } from './identifiers';
import {
  certificateOfLoadBalancer,
  dropletNumber,
  dropletsOfLoadBalancer,
  idOf,
  vpcOf,
  vpcUuid,
} from './scope';
import type { DigitalOceanScope } from './scope';

export interface DigitalOceanLoadBalancer extends EmulatedItem {
  readonly created: string;
  readonly status: 'active' | 'new' | 'errored';
  readonly type: 'REGIONAL' | 'REGIONAL_NETWORK' | 'GLOBAL';
  readonly network: 'EXTERNAL' | 'INTERNAL';
  /** Public or, of an internal one, private; empty while it is being made. */
  readonly ip: string;
  readonly nodes: number;
  /** Null: a global one is nowhere. */
  readonly place: DigitalOceanRegion | null;
  readonly vpcUuid: string;
  readonly droplets: readonly number[];
  readonly targets: readonly string[];
  readonly dropletTag: string;
  /** Null: plain HTTP. */
  readonly certificate: string | null;
}

export function loadBalancerGenerator(
  scope: DigitalOceanScope,
): Generate<DigitalOceanLoadBalancer> {
  const salt = saltOf(scope.seed, scope.account, 'load-balancer');
  const first = scope.firstNumber + 4 * scope.numbersAKind;
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    // The first one is regional, so that global ones have something to lead to.
    const global = index % 7 === 6;
    const internal = !global && random.chance(0.25);
    const status = random.chance(0.92) ? 'active' : random.pick(['new', 'errored'] as const);
    const place = global ? null : regionAt(vpcOf(scope, index));
    const droplets = dropletsOfLoadBalancer(scope, index);
    return {
      id: idOf(scope, 'load-balancer', index),
      region: place?.slug ?? null,
      name: `${naming.environment}-${naming.application}-lb-${index + 1}`,
      created: timestamp(random.time()),
      status,
      type: global ? 'GLOBAL' : random.pick(['REGIONAL', 'REGIONAL', 'REGIONAL_NETWORK'] as const),
      network: internal ? 'INTERNAL' : 'EXTERNAL',
      ip: addressOf(status, internal, first + index, index),
      nodes: 1 + ((random.int(3) + revision) % 3),
      place,
      vpcUuid: global ? '' : vpcUuid(scope, index),
      droplets: global ? [] : droplets.map((droplet) => dropletNumber(scope, droplet)),
      targets: global && scope.exists('load-balancer', 0) ? [idOf(scope, 'load-balancer', 0)] : [],
      dropletTag: random.chance(0.2) ? `env:${naming.environment}` : '',
      certificate: certificateOfLoadBalancer(scope, index),
    };
  };
}

export function loadBalancerJson(balancer: DigitalOceanLoadBalancer): Record<string, unknown> {
  const { place, vpcUuid: vpc, type } = balancer;
  return {
    id: balancer.id,
    name: balancer.name,
    ip: balancer.ip,
    ipv6: '',
    size: 'lb-small',
    size_unit: balancer.nodes,
    algorithm: 'round_robin',
    status: balancer.status,
    created_at: balancer.created,
    forwarding_rules: [
      {
        entry_protocol: balancer.certificate === null ? 'http' : 'https',
        entry_port: balancer.certificate === null ? 80 : 443,
        target_protocol: 'http',
        target_port: 8080,
        certificate_id: balancer.certificate ?? '',
        tls_passthrough: false,
      },
    ],
    health_check: {
      protocol: 'http',
      port: 8080,
      path: '/',
      check_interval_seconds: 10,
      response_timeout_seconds: 5,
      healthy_threshold: 5,
      unhealthy_threshold: 3,
    },
    sticky_sessions: { type: 'none' },
    ...(place === null ? {} : { region: place }),
    tag: balancer.dropletTag,
    droplet_ids: balancer.droplets,
    redirect_http_to_https: false,
    enable_proxy_protocol: false,
    enable_backend_keepalive: false,
    ...(vpc === '' ? {} : { vpc_uuid: vpc }),
    disable_lets_encrypt_dns_records: false,
    project_id: '9cc10173-e9ea-4176-9dbc-a4cee4c4ff30',
    http_idle_timeout_seconds: 60,
    firewall: { deny: [], allow: [] },
    network: balancer.network,
    network_stack: 'IPV4',
    type,
    ...(type === 'GLOBAL' ? { target_load_balancer_ids: balancer.targets } : {}),
  };
}

function addressOf(
  status: DigitalOceanLoadBalancer['status'],
  internal: boolean,
  number: number,
  index: number,
): string {
  if (status === 'new') return '';
  return internal ? `10.${index % 256}.255.${1 + (index % 250)}` : publicIpv4(number);
}
