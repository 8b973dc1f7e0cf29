import {
  certificatesOf,
  instantOf,
  integerOf,
  listOf,
  recordOf,
  textOf,
  toListeners,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource, Listener, ResourceState } from '@skyledger/resource-model';
import { addressOf, nativeIdOf, regionOf, related } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['new', 'pending'],
  ['active', 'running'],
  ['errored', 'error'],
]);

/** `null` when the payload has no id. */
export function toLoadBalancer(raw: unknown): DiscoveredResource<'load_balancer'> | null {
  const balancer = recordOf(raw);
  const id = nativeIdOf(balancer['id']);
  if (id === null) return null;
  const status = textOf(balancer['status']);
  const addresses = [addressOf(balancer['ip']), addressOf(balancer['ipv6'])];
  const ips = addresses.filter((address) => address !== null);
  const internetFacing = internetFacingOf(textOf(balancer['network']), ips);
  const listeners = listenersOf(balancer);
  return {
    resourceId: `load_balancer/${id}`,
    resourceType: 'load_balancer',
    nativeType: 'load_balancer',
    name: textOf(balancer['name']),
    region: regionOf(balancer['region']),
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: sizeOf(balancer),
    privateIps: internetFacing === false ? ips : [],
    publicIps: internetFacing === false ? [] : ips,
    isPublic: internetFacing,
    tags: {},
    createdAt: instantOf(balancer['created_at']),
    relationships: [
      ...related('runs_in', 'vpc', [balancer['vpc_uuid']]),
      ...related('targets', 'droplet', listOf(balancer['droplet_ids'])),
      ...related('targets', 'load_balancer', listOf(balancer['target_load_balancer_ids'])),
      ...certificatesOf(listeners).map((resourceId) => ({ kind: 'uses' as const, resourceId })),
    ],
    price: null,
    attributes: {
      kind: textOf(balancer['type'])?.toLowerCase() ?? null,
      internetFacing,
      // They are reached by address; names are up to their owners.
      dnsName: null,
      listeners,
    },
    raw,
  };
}

/** Before there were internal ones nothing was said, and all had public addresses. */
function internetFacingOf(network: string | null, ips: readonly string[]): boolean | null {
  if (network === 'INTERNAL') return false;
  return network === 'EXTERNAL' || ips.length > 0 ? true : null;
}

/** A number of nodes, which has taken the place of `lb-small` and its like. */
function sizeOf({ size_unit: nodes, size }: Readonly<Record<string, unknown>>): string | null {
  const count = integerOf(nodes);
  return count === null ? textOf(size) : String(count);
}

/** Both are HTTP over TLS. */
const HTTPS: ReadonlySet<string | null> = new Set(['http2', 'http3']);
/** The only port that `redirect_http_to_https` is about. */
const REDIRECTED_PORT = 80;

function listenersOf(balancer: Readonly<Record<string, unknown>>): Listener[] | null {
  const { forwarding_rules: rules, redirect_http_to_https: redirects } = balancer;
  if (!Array.isArray(rules)) return null;
  return toListeners(
    rules.map(recordOf).map((rule) => {
      const protocol = textOf(rule['entry_protocol'])?.toLowerCase() ?? null;
      const port = integerOf(rule['entry_port']);
      const certificate = nativeIdOf(rule['certificate_id']);
      return {
        protocol: HTTPS.has(protocol) ? 'https' : protocol,
        fromPort: port,
        toPort: port,
        redirectsToHttps:
          port === REDIRECTED_PORT ? (typeof redirects === 'boolean' ? redirects : null) : false,
        tlsPolicy: textOf(balancer['tls_cipher_policy']),
        // None where the targets end TLS themselves.
        certificateIds: certificate === null ? [] : [`certificate/${certificate}`],
      };
    }),
  );
}
