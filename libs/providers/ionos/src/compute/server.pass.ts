import { definePass, ProviderError, type Page, type PageWarning } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { isGone } from '../classify-error';
import { datacenterListing, type IonosClient } from '../client';
import { eachDatacenter, type Datacenter } from '../datacenters';
import { childrenOf, elementOf } from '../element';
import { readLans } from '../lans';
import { listPages, toPage } from '../list-pages';
import { readMemberships } from '../network/memberships';
import { knownTags, withWarnings } from '../tagged';
import { rulesOf } from './guards';
import { toNetworkInterface } from './network-interface.mapper';
import { toNicFirewall } from './nic-firewall.mapper';
import type { ServerContext } from './server-context';
import { toServer } from './server.mapper';

/** A server comes with its volumes, interfaces and their rules, some ten kilobytes each. */
const SERVERS_A_PAGE = 100;
const RULES_A_PAGE = 200;

/** Servers, each followed by its network interfaces and their firewalls. */
export const servers = definePass<IonosClient>({
  id: 'compute.servers',
  types: ['vm', 'network_interface', 'firewall'],
  scope: 'global',
  permissions: ['Read data center'],
  async *collect({ client, cursor }) {
    yield* eachDatacenter(client, cursor, (datacenter, from) =>
      readServers(client, datacenter, from),
    );
  },
});

async function* readServers(
  client: IonosClient,
  datacenter: Datacenter,
  cursor: string | null,
): AsyncGenerator<Page> {
  const known = await knownTags(client);
  const lans = await readLans(client, datacenter);
  const memberships = await readMemberships(client, datacenter);
  // Depth 3 brings the rules of interfaces. It would also bring, with each server, all members of all
  // its security groups; so where there are groups the rules are asked for by themselves.
  const depth = memberships.mayExist ? 2 : 3;
  const listing = datacenterListing(datacenter.id, 'servers', depth, SERVERS_A_PAGE);
  for await (const page of listPages(client, listing, cursor)) {
    const rules = await missingRules(client, datacenter, page.items);
    const context = { datacenter, lans, memberships, rules, tags: known.tags };
    const warnings = [...page.warnings, ...warningsOf(page.items, rules)];
    yield withWarnings(
      toPage({ ...page, warnings }, (item) => toResources(item, context)),
      known,
    );
  }
}

function toResources(server: unknown, context: ServerContext): (DiscoveredResource | null)[] {
  return [
    toServer(server, context),
    ...nicsOf(server).flatMap((nic) => {
      const firewall = toNicFirewall(nic, server, context);
      return [toNetworkInterface(nic, server, context), ...(firewall === null ? [] : [firewall])];
    }),
  ];
}

function nicsOf(server: unknown): readonly unknown[] {
  return childrenOf(elementOf(server).entities, 'nics') ?? [];
}

/** The rules of every active firewall that did not come with its interface. */
async function missingRules(
  client: Pick<IonosClient, 'list'>,
  datacenter: Datacenter,
  items: readonly unknown[],
): Promise<Map<string, readonly unknown[] | null>> {
  const rules = new Map<string, readonly unknown[] | null>();
  for (const server of items) {
    const serverId = elementOf(server).id;
    for (const nic of nicsOf(server)) {
      const { id, properties } = elementOf(nic);
      if (serverId === null || id === null || properties['firewallActive'] !== true) continue;
      if (rulesOf(nic, { rules }) !== null) continue;
      rules.set(id, await readRules(client, datacenter, serverId, id));
    }
  }
  return rules;
}

/** `null` for an interface that was deleted, or whose rules changed, in the meantime. */
async function readRules(
  client: Pick<IonosClient, 'list'>,
  datacenter: Datacenter,
  serverId: string,
  nicId: string,
): Promise<readonly unknown[] | null> {
  const list = `servers/${encodeURIComponent(serverId)}/nics/${encodeURIComponent(nicId)}/firewallrules`;
  const listing = {
    ...datacenterListing(datacenter.id, list, 1, RULES_A_PAGE),
    route: '/datacenters/{datacenterId}/servers/{serverId}/nics/{nicId}/firewallrules',
  };
  const rules: unknown[] = [];
  try {
    for await (const page of listPages(client, listing, null)) {
      if (page.warnings.length > 0) return null;
      rules.push(...page.items);
    }
    return rules;
  } catch (error) {
    if (error instanceof ProviderError && isGone(error)) return null;
    throw error;
  }
}

function warningsOf(
  items: readonly unknown[],
  rules: ReadonlyMap<string, readonly unknown[] | null>,
): PageWarning[] {
  const blind = items.filter(
    (item) => childrenOf(elementOf(item).entities, 'nics') === null,
  ).length;
  const unread = [...rules.values()].filter((each) => each === null).length;
  return [
    ...(blind === 0
      ? []
      : [
          {
            code: 'interfaces_missing',
            message: `${blind} servers came without a list of their network interfaces`,
          },
        ]),
    ...(unread === 0
      ? []
      : [
          {
            code: 'rules_missing',
            message: `the rules of ${unread} network interfaces went or changed while they were read`,
          },
        ]),
  ];
}
