import { recordOf, textOf, textsOf, toListeners } from '@skyledger/provider-sdk';
import type { DiscoveredResource, Listener } from '@skyledger/resource-model';
import { relatedTo } from '../resource-name';
import { computeCommon } from './compute-resource';

/** `null` when the payload does not identify itself. */
export function toForwardingRule(raw: unknown): DiscoveredResource<'load_balancer'> | null {
  const rule = recordOf(raw);
  const common = computeCommon(rule);
  if (common === null) return null;
  const scheme = textOf(rule['loadBalancingScheme']);
  const internetFacing = internetFacingOf(scheme);
  const ip = textOf(rule['IPAddress']);
  return {
    resourceId: common.resourceId,
    resourceType: 'load_balancer',
    nativeType:
      common.region === null
        ? 'compute.googleapis.com/GlobalForwardingRule'
        : 'compute.googleapis.com/ForwardingRule',
    name: common.name,
    region: common.region,
    zone: common.zone,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: ip !== null && internetFacing === false ? [ip] : [],
    publicIps: ip !== null && internetFacing === true ? [ip] : [],
    isPublic: internetFacing,
    tags: common.tags,
    createdAt: common.createdAt,
    relationships: relatedTo('runs_in', rule['selfLink'], [rule['network'], rule['subnetwork']]),
    price: null,
    attributes: {
      kind: scheme,
      internetFacing,
      dnsName: null,
      listeners: scheme === null ? null : listenersOf(rule),
    },
    raw,
  };
}

/** Rules of Private Service Connect have no scheme. */
function internetFacingOf(scheme: string | null): boolean | null {
  if (scheme?.startsWith('EXTERNAL')) return true;
  return scheme?.startsWith('INTERNAL') ? false : null;
}

/** What the proxy that a rule leads to speaks; the rule itself tells the protocol below that. */
const PROXIES: ReadonlyMap<string | undefined, string> = new Map([
  ['targetHttpProxies', 'http'],
  ['targetHttpsProxies', 'https'],
  ['targetSslProxies', 'tls'],
  ['targetTcpProxies', 'tcp'],
]);

/** The policy and the certificates are those of the proxy, redirects those of its URL map. */
function listenersOf(rule: Readonly<Record<string, unknown>>): Listener[] {
  const proxy = textOf(rule['target'])?.split('/').at(-2);
  const protocol = PROXIES.get(proxy) ?? textOf(rule['IPProtocol'])?.toLowerCase() ?? null;
  return toListeners(portsOf(rule).map(([fromPort, toPort]) => ({ protocol, fromPort, toPort })));
}

/** A rule has one range, or up to five ports, or all of them. */
function portsOf({
  portRange,
  ports,
}: Readonly<Record<string, unknown>>): (readonly [number | null, number | null])[] {
  const told = [textOf(portRange) ?? textsOf(ports)].flat();
  const ranges = told.flatMap((text) => {
    const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
    return from === undefined ? [] : [[Number(from), Number(to)] as const];
  });
  return ranges.length > 0 ? ranges : [[null, null]];
}
