import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { publicIpv4, publicIpv6, reverseName } from './addresses';
import {
  balancerIp,
  certificateOfBalancer,
  networkOfBalancer,
  networkOfServer,
  selectsByLabel,
  serversOfBalancer,
} from './attachments';
import { LOAD_BALANCER_TYPES, LOCATIONS, NETWORK_ZONE } from './catalogue';
import type { HetznerLoadBalancerType, HetznerLocation } from './catalogue';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';
import { serverGenerator } from './server.item';

export interface HetznerLoadBalancer extends EmulatedItem {
  readonly created: string;
  readonly location: HetznerLocation;
  readonly balancerType: HetznerLoadBalancerType;
  /** Whether its public interface is on; its addresses stay its own when it is off. */
  readonly isPublic: boolean;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly network: { readonly id: number; readonly ip: string } | null;
  readonly targets: readonly { readonly server: number; readonly usePrivateIp: boolean }[];
  /** Null: the servers are targets one by one. */
  readonly selector: string | null;
  /** A dedicated server outside the cloud that is a target as well. */
  readonly targetIp: string | null;
  readonly certificate: number | null;
  readonly algorithm: 'round_robin' | 'least_connections';
  readonly protected: boolean;
  readonly traffic: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** `hasServer` tells by number whether a server still exists: a deleted one is no target any more. */
export function loadBalancerGenerator(
  scope: HetznerScope,
  hasServer: (server: number) => boolean,
): Generate<HetznerLoadBalancer> {
  const salt = saltOf(scope.seed, scope.projectName, 'load_balancer');
  const serverAt = serverGenerator(scope);
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const number = scope.firstId + index;
    const network = networkOfBalancer(scope, index);
    const certificate = certificateOfBalancer(scope, index);
    const location = random.pick(LOCATIONS.filter((each) => each.network_zone === NETWORK_ZONE));
    const targets = serversOfBalancer(scope, index)
      .filter((server) => hasServer(server) && serverAt(server, 0).loadBalancers.includes(number))
      .map((server) => ({
        server: scope.firstId + server,
        usePrivateIp: network !== null && networkOfServer(scope, server) === network,
      }));
    return {
      id: String(number),
      region: location.name,
      name: `${naming.environment}-${naming.application}-lb-${index + 1}`,
      created: timestamp(random.time()),
      location,
      balancerType: random.pick(LOAD_BALANCER_TYPES),
      isPublic: network === null || index % 4 !== 3,
      ipv4: publicIpv4('load_balancer', number),
      ipv6: `${publicIpv6('load_balancer', number)}1`,
      network:
        network === null
          ? null
          : { id: scope.firstId + network, ip: balancerIp(scope, index, network) },
      targets,
      selector: selectsByLabel(index) ? 'environment=prod' : null,
      targetIp: random.chance(0.2) ? `203.0.113.${1 + (index % 250)}` : null,
      certificate: certificate === null ? null : scope.firstId + certificate,
      algorithm: random.pick(['round_robin', 'least_connections']),
      protected: random.chance(0.3),
      traffic: random.int(1_000_000) * 90_000,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function loadBalancerJson(balancer: HetznerLoadBalancer): Record<string, unknown> {
  const { network, location, balancerType } = balancer;
  return {
    id: Number(balancer.id),
    name: balancer.name,
    public_net: {
      enabled: balancer.isPublic,
      ipv4: { ip: balancer.ipv4, dns_ptr: reverseName(balancer.ipv4) },
      ipv6: { ip: balancer.ipv6, dns_ptr: null },
    },
    private_net: network === null ? [] : [{ network: network.id, ip: network.ip }],
    location,
    load_balancer_type: balancerType,
    protection: { delete: balancer.protected },
    labels: balancer.labels,
    created: balancer.created,
    services: [serviceJson(balancer)],
    targets: targetsJson(balancer),
    algorithm: { type: balancer.algorithm },
    outgoing_traffic: balancer.traffic,
    ingoing_traffic: Math.floor(balancer.traffic / 3),
    included_traffic:
      balancerType.prices.find((price) => price.location === location.name)?.included_traffic ?? 0,
  };
}

function serviceJson({ certificate }: HetznerLoadBalancer): Record<string, unknown> {
  const checked = { interval: 15, timeout: 10, retries: 3 };
  if (certificate === null) {
    return {
      protocol: 'tcp',
      listen_port: 80,
      destination_port: 8080,
      proxyprotocol: false,
      health_check: { protocol: 'tcp', port: 8080, ...checked },
    };
  }
  const http = { domain: null, path: '/', response: '', status_codes: ['2??', '3??'], tls: false };
  return {
    protocol: 'https',
    listen_port: 443,
    destination_port: 8080,
    proxyprotocol: false,
    health_check: { protocol: 'http', port: 8080, ...checked, http },
    http: {
      cookie_name: 'HCLBSTICKY',
      cookie_lifetime: 300,
      timeout_idle: 60,
      certificates: [certificate],
      redirect_http: true,
      sticky_sessions: false,
    },
  };
}

function targetsJson(balancer: HetznerLoadBalancer): Record<string, unknown>[] {
  const listen_port = balancer.certificate === null ? 80 : 443;
  const health_status = [{ listen_port, status: 'healthy' }];
  const servers = balancer.targets.map(({ server, usePrivateIp }) => ({
    type: 'server',
    server: { id: server },
    health_status,
    use_private_ip: usePrivateIp,
  }));
  const selected = {
    type: 'label_selector',
    label_selector: { selector: balancer.selector },
    targets: servers,
    use_private_ip: false,
  };
  const outside = { type: 'ip', ip: { ip: balancer.targetIp }, health_status };
  return [
    ...(balancer.selector === null ? servers : [selected]),
    ...(balancer.targetIp === null ? [] : [outside]),
  ];
}
