import {
  certificatesOf,
  idOf,
  instantOf,
  integerOf,
  listOf,
  recordOf,
  tagsOf,
  textOf,
  textsOf,
  toListeners,
  type ToldListener,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource, Listener } from '@skyledger/resource-model';
import { loadBalancerPrice, type Pricing } from '../pricing';
import { related } from '../related';

/** `null` when the payload has no id. */
export function toLoadBalancer(
  raw: unknown,
  pricing: Pricing | null,
): DiscoveredResource<'load_balancer'> | null {
  const balancer = recordOf(raw);
  const id = idOf(balancer['id']);
  if (id === null) return null;
  const type = recordOf(balancer['load_balancer_type']);
  const region = textOf(recordOf(balancer['location'])['name']);
  const privateNets = listOf(balancer['private_net']).map(recordOf);
  const publicNet = recordOf(balancer['public_net']);
  const { enabled } = publicNet;
  const internetFacing = typeof enabled === 'boolean' ? enabled : null;
  const listeners = listenersOf(balancer['services']);
  return {
    resourceId: `load_balancer/${id}`,
    resourceType: 'load_balancer',
    nativeType: 'load_balancer',
    name: textOf(balancer['name']),
    region,
    zone: null,
    state: 'running',
    nativeState: null,
    size: textOf(type['name']),
    privateIps: textsOf(privateNets.map((net) => net['ip'])),
    // It keeps its addresses while its public interface is off, but does not answer there.
    publicIps: internetFacing === false ? [] : publicAddresses(publicNet),
    isPublic: internetFacing,
    tags: tagsOf(balancer['labels']),
    createdAt: instantOf(balancer['created']),
    relationships: [
      ...related(
        'runs_in',
        'network',
        privateNets.map((net) => net['network']),
      ),
      ...related('targets', 'server', targetedServers(balancer['targets'])),
      ...certificatesOf(listeners).map((resourceId) => ({ kind: 'uses' as const, resourceId })),
    ],
    price: loadBalancerPrice(type, region, pricing),
    attributes: {
      // There is one kind only; its services may be of several protocols.
      kind: null,
      internetFacing,
      // They are reached by address; names are up to their owners.
      dnsName: null,
      listeners,
    },
    raw,
  };
}

function publicAddresses(publicNet: Readonly<Record<string, unknown>>): string[] {
  return textsOf([recordOf(publicNet['ipv4'])['ip'], recordOf(publicNet['ipv6'])['ip']]);
}

/**
 * Targets are servers, or a selector of labels with the servers that it finds at present. The third
 * kind are addresses outside the cloud, which are no resources of the project.
 */
function targetedServers(targets: unknown): unknown[] {
  return listOf(targets)
    .map(recordOf)
    .flatMap((target) => [target, ...listOf(target['targets']).map(recordOf)])
    .map((target) => recordOf(target['server'])['id']);
}

/** An HTTPS service that redirects takes plain HTTP on port 80 for nothing else. */
function listenersOf(services: unknown): Listener[] | null {
  if (!Array.isArray(services)) return null;
  return toListeners(
    services.map(recordOf).flatMap((service): ToldListener[] => {
      const port = integerOf(service['listen_port']);
      const protocol = textOf(service['protocol']);
      const http = recordOf(service['http']);
      const ids = http['certificates'];
      const listener = {
        protocol,
        fromPort: port,
        toPort: port,
        // Services of HTTPS alone can redirect.
        redirectsToHttps: false,
        // None where the targets end TLS themselves.
        certificateIds: Array.isArray(ids)
          ? related('uses', 'certificate', ids).map(({ resourceId }) => resourceId)
          : null,
      };
      if (protocol !== 'https' || http['redirect_http'] !== true) return [listener];
      return [listener, { protocol: 'http', fromPort: 80, toPort: 80, redirectsToHttps: true }];
    }),
  );
}
