import type { Generate } from '../estate/collection';
import { isPublicLan, privateAddress } from './addresses';
import { metadataOf, type Entity } from './entity';
import { drawer, type Datacenter, type IonosItem, type IonosScope } from './scope';

export const BALANCER_KINDS = {
  'network-load-balancer': { type: 'networkloadbalancer', list: 'networkloadbalancers' },
  'application-load-balancer': {
    type: 'applicationloadbalancer',
    list: 'applicationloadbalancers',
  },
  'load-balancer': { type: 'loadbalancer', list: 'loadbalancers' },
} as const;

export type BalancerKind = keyof typeof BALANCER_KINDS;

export interface IonosBalancer extends IonosItem {
  readonly kind: BalancerKind;
  readonly listenerLan: number;
  readonly targetLan: number;
  readonly ips: readonly string[];
  /** With the length of the prefix, as the API writes them. */
  readonly privateIps: readonly string[];
  readonly state: 'AVAILABLE' | 'BUSY';
}

/** Two thirds listen on LAN 1, which is public; the rest on another one. */
export function balancerGenerator(
  scope: IonosScope,
  place: Datacenter,
  kind: BalancerKind,
): Generate<IonosBalancer> {
  const { draw } = drawer(scope, kind, place.id);
  const lans = Math.max(1, place.counts.lans);
  return (index, revision) => {
    const { random, naming, common } = draw(index, revision);
    const listenerLan = index % 3 === 2 ? ((index + 1) % lans) + 1 : 1;
    const targetLan = lans > 1 ? 2 : 1;
    const host = Object.keys(BALANCER_KINDS).indexOf(kind) * 1000 + index;
    return {
      ...common,
      region: place.location,
      name: `${naming.environment}-${naming.application}-lb-${index + 1}${revision > 0 ? `-r${revision}` : ''}`,
      kind,
      listenerLan,
      targetLan,
      ips: [
        isPublicLan(listenerLan)
          ? `194.164.${place.index & 255}.${(host * 7 + index) & 255}`
          : privateAddress(listenerLan, 20_000 + host),
      ],
      privateIps: [`${privateAddress(targetLan, 10_000 + host)}/24`],
      state: random.chance(0.95) ? 'AVAILABLE' : 'BUSY',
    };
  };
}

/** `nics` are the interfaces that the older kind balances. */
export function balancerEntity(
  balancer: IonosBalancer,
  place: Datacenter,
  nics: () => readonly Entity[],
): Entity {
  const { type, list } = BALANCER_KINDS[balancer.kind];
  const path = `/datacenters/${place.id}/${list}/${balancer.id}`;
  const shared = {
    id: balancer.id,
    type,
    path,
    metadata: metadataOf(balancer.created, balancer.state, balancer.revision),
  };
  if (balancer.kind === 'load-balancer') {
    const properties = { name: balancer.name, ip: balancer.ips[0] ?? null, dhcp: true };
    return { ...shared, properties, entities: { balancednics: nics } };
  }
  return {
    ...shared,
    properties: {
      name: balancer.name,
      listenerLan: balancer.listenerLan,
      ips: balancer.ips,
      targetLan: balancer.targetLan,
      lbPrivateIps: balancer.privateIps,
      centralLogging: false,
      loggingFormat: null,
    },
    entities: { forwardingrules: () => [forwardingRule(balancer, path)] },
  };
}

function forwardingRule(balancer: IonosBalancer, path: string): Entity {
  const shared = { name: 'https', listenerIp: balancer.ips[0] ?? null, listenerPort: 443 };
  return {
    id: balancer.id,
    type: 'forwarding-rule',
    path: `${path}/forwardingrules/${balancer.id}`,
    metadata: metadataOf(balancer.created, 'AVAILABLE'),
    properties:
      balancer.kind === 'network-load-balancer'
        ? {
            ...shared,
            algorithm: 'ROUND_ROBIN',
            protocol: 'TCP',
            targets: [{ ip: privateAddress(balancer.targetLan, 1), port: 8443, weight: 1 }],
          }
        : {
            ...shared,
            protocol: 'HTTP',
            clientTimeout: 50_000,
            // What makes HTTPS of it.
            serverCertificates: balancer.listenerLan === 1 ? [balancer.id] : [],
            httpRules: [],
          },
  };
}
