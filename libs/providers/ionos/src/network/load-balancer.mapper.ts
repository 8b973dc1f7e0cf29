import { textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { hostOf, isGlobal, splitAddresses } from '../addresses';
import type { Datacenter } from '../datacenters';
import { childrenOf, elementOf, stateOf } from '../element';
import type { Lans } from '../lans';
import { related } from '../relationships';
import { listenersOf } from './forwarding-rules';

/** Where a load balancer is. */
export interface LoadBalancerContext {
  datacenter: Datacenter;
  lans: Lans;
}

/**
 * A network or application load balancer, `null` when the payload has no id. Its targets are told as
 * addresses and ports, which name no resource.
 */
export function toManagedLoadBalancer(
  raw: unknown,
  kind: 'network' | 'application',
  { datacenter, lans }: LoadBalancerContext,
): DiscoveredResource<'load_balancer'> | null {
  const { id, properties, nativeState, createdAt, entities } = elementOf(raw);
  if (id === null) return null;
  const { ips, lbPrivateIps, listenerLan, targetLan } = properties;
  const onInternet = lans.isPublic(listenerLan);
  const outside = splitAddresses(textsOf(ips), onInternet);
  const inside = textsOf(lbPrivateIps).map((ip) => hostOf(ip) ?? ip);
  return {
    resourceId: `${kind}loadbalancer/${id}`,
    resourceType: 'load_balancer',
    nativeType: `${kind}loadbalancer`,
    name: textOf(properties['name']),
    region: datacenter.location,
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: null,
    privateIps: [...outside.privateIps, ...inside],
    publicIps: outside.publicIps,
    isPublic: onInternet,
    tags: {},
    createdAt,
    relationships: related('runs_in', [lans.idOf(listenerLan), lans.idOf(targetLan)]),
    price: null,
    attributes: {
      kind,
      internetFacing: onInternet,
      dnsName: null,
      listeners: listenersOf(childrenOf(entities, 'forwardingrules'), kind),
    },
    raw,
  };
}

/** A load balancer of the older kind, which balances network interfaces; `null` without an id. */
export function toClassicLoadBalancer(
  raw: unknown,
  datacenter: Datacenter,
): DiscoveredResource<'load_balancer'> | null {
  const { id, properties, nativeState, createdAt, entities } = elementOf(raw);
  if (id === null) return null;
  const ip = textOf(properties['ip']);
  // It does not name its LAN; the address it hands on to its interfaces tells.
  const isPublic = ip === null ? null : isGlobal(ip);
  const nics = (childrenOf(entities, 'balancednics') ?? []).map((nic) => elementOf(nic).id);
  return {
    resourceId: `loadbalancer/${id}`,
    resourceType: 'load_balancer',
    nativeType: 'loadbalancer',
    name: textOf(properties['name']),
    region: datacenter.location,
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: null,
    ...splitAddresses(textsOf([ip]), null),
    isPublic,
    tags: {},
    createdAt,
    relationships: related(
      'targets',
      nics.map((nicId) => (nicId === null ? null : `nic/${nicId}`)),
    ),
    price: null,
    // It has no listeners: whatever is sent to its address is balanced.
    attributes: { kind: 'classic', internetFacing: isPublic, dnsName: null, listeners: null },
    raw,
  };
}
