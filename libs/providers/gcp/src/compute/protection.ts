import { listOf, recordOf, textsOf } from '@skyledger/provider-sdk';
import type { Relationship } from '@skyledger/resource-model';
import type { GcpClient } from '../client';
import { listPages } from '../list-pages';
import { computeName } from '../resource-name';
import { globalList } from './compute-list';

type Payload = Readonly<Record<string, unknown>>;

interface Protector {
  resourceId: string;
  network: string;
  /** Empty with `accounts` empty: every instance of the network. */
  tags: readonly string[];
  accounts: readonly string[];
}

/** The firewall rules in force of a project, by the full name of their network. */
export type Protection = ReadonlyMap<string, readonly Protector[]>;

/**
 * Reads all firewall rules: instances do not say which apply to them.
 * @throws ProviderError
 */
export async function readProtection(client: GcpClient): Promise<Protection> {
  const protection = new Map<string, Protector[]>();
  for await (const { items } of listPages(
    client,
    globalList(client, 'firewalls', 'firewall'),
    null,
  )) {
    for (const protector of items.map(toProtector)) {
      if (protector === null) continue;
      const others = protection.get(protector.network);
      if (others) others.push(protector);
      else protection.set(protector.network, [protector]);
    }
  }
  return protection;
}

/** `null` for rules that are disabled or cannot be told apart. */
function toProtector(raw: unknown): Protector | null {
  const firewall = recordOf(raw);
  const resourceId = computeName(firewall['selfLink']);
  const network = computeName(firewall['network']);
  if (resourceId === null || network === null || firewall['disabled'] === true) return null;
  return {
    resourceId,
    network,
    tags: textsOf(firewall['targetTags']),
    accounts: textsOf(firewall['targetServiceAccounts']),
  };
}

/** The firewall rules that apply to an instance: those of its networks for all, its tags or its account. */
export function protectionOf(instance: Payload, protection: Protection): Relationship[] {
  const tags = new Set(textsOf(recordOf(instance['tags'])['items']));
  const accounts = new Set(
    textsOf(listOf(instance['serviceAccounts']).map((account) => recordOf(account)['email'])),
  );
  const networks = listOf(instance['networkInterfaces']).map((each) =>
    computeName(recordOf(each)['network']),
  );
  const ids = new Set<string>();
  for (const network of networks) {
    for (const protector of protection.get(network ?? '') ?? []) {
      const applies =
        protector.tags.length + protector.accounts.length === 0 ||
        protector.tags.some((tag) => tags.has(tag)) ||
        protector.accounts.some((account) => accounts.has(account));
      if (applies) ids.add(protector.resourceId);
    }
  }
  return [...ids].sort().map((resourceId) => ({ kind: 'protected_by', resourceId }));
}
