import { instantOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, FirewallRule, ResourceState } from '@skyledger/resource-model';
import { cidrOf, nativeIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['waiting', 'pending'],
  ['succeeded', 'running'],
  ['failed', 'error'],
]);

/**
 * What no rule lets through is dropped, in both directions, so there is nothing implied to write
 * down. `null` when the payload has no id. The droplets it protects say so themselves.
 */
export function toFirewall(raw: unknown): DiscoveredResource<'firewall'> | null {
  const firewall = recordOf(raw);
  const id = nativeIdOf(firewall['id']);
  if (id === null) return null;
  const status = textOf(firewall['status']);
  return {
    resourceId: `firewall/${id}`,
    resourceType: 'firewall',
    nativeType: 'firewall',
    name: textOf(firewall['name']),
    region: null,
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    // Its tags name the droplets it protects; they say nothing of the firewall itself.
    tags: {},
    createdAt: instantOf(firewall['created_at']),
    relationships: [],
    price: null,
    attributes: {
      rules: [
        ...rulesOf('inbound', firewall['inbound_rules'], 'sources'),
        ...rulesOf('outbound', firewall['outbound_rules'], 'destinations'),
      ],
      // Teams start without firewalls.
      isDefault: false,
    },
    raw,
  };
}

function rulesOf(
  direction: FirewallRule['direction'],
  rules: unknown,
  peersField: 'sources' | 'destinations',
): FirewallRule[] {
  return listOf(rules)
    .map(recordOf)
    .map((rule) => {
      const peers = recordOf(rule[peersField]);
      const [fromPort, toPort] = portsOf(rule['ports']);
      return {
        direction,
        action: 'allow',
        protocol: textOf(rule['protocol'])?.toLowerCase() ?? 'all',
        fromPort,
        toPort,
        cidrs: textsOf(peers['addresses']).map(cidrOf),
        peers: peersOf(peers),
        priority: null,
        description: null,
      };
    });
}

const PEERS = [
  ['droplet_ids', 'droplet'],
  ['load_balancer_uids', 'load_balancer'],
  ['kubernetes_ids', 'kubernetes_cluster'],
  ['tags', 'tag'],
] as const;

function peersOf(peers: Readonly<Record<string, unknown>>): string[] {
  return PEERS.flatMap(([field, collection]) =>
    listOf(peers[field])
      .map(nativeIdOf)
      .filter((id) => id !== null)
      .map((id) => `${collection}/${id}`),
  );
}

/**
 * Reads `80`, `8000-9000`, and `0`, `all` or nothing for every port. What cannot be read counts as
 * every port, so that an open door is rather reported once too often.
 */
function portsOf(raw: unknown): [number, number] | [null, null] {
  const text = typeof raw === 'number' ? String(raw) : (textOf(raw) ?? '');
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (!match || text === '0') return [null, null];
  const from = Number(match[1]);
  return [from, match[2] === undefined ? from : Number(match[2])];
}
