import {
  definePass,
  recordOf,
  textOf,
  type PageWarning,
  inParallel,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ProxmoxClient } from '../client';
import { isNodeUnreachable, nodeUnreachable } from '../cluster-view';
import { flagOf } from '../pve-values';
import { NO_NAMES } from './address-book';
import { readDatacenter, type Datacenter } from './datacenter';
import { toFirewall } from './firewall.mapper';

const AT_ONCE = 4;

/**
 * The datacenter's firewall and those of the nodes, each with its own rules; the datacenter's hold on
 * every node after the node's own. A node's is told when it is in force or has rules at least.
 */
export const hostFirewalls = definePass<ProxmoxClient>({
  id: 'firewall.hosts',
  types: ['firewall'],
  scope: 'global',
  permissions: ['Sys.Audit'],
  async *collect({ client }) {
    const datacenter = await readDatacenter(client);
    const warnings: PageWarning[] = [];
    const listed = (await client.list('/nodes')).map(recordOf);
    const found = await inParallel(listed, AT_ONCE, async (entry) => {
      const node = textOf(entry['node']);
      if (node === null) return null;
      if (entry['status'] === 'offline') {
        warnings.push(nodeUnreachable(node));
        return null;
      }
      try {
        return await readNodeFirewall(client, node, datacenter);
      } catch (error) {
        if (!isNodeUnreachable(error)) throw error;
        warnings.push(nodeUnreachable(node));
        return null;
      }
    });
    const resources = [ofDatacenter(datacenter), ...found].filter((each) => each !== null);
    yield { resources, cursor: null, warnings };
  },
});

function ofDatacenter(datacenter: Datacenter): DiscoveredResource<'firewall'> {
  const { on, options, rules, groups, names } = datacenter;
  return toFirewall({
    resourceId: 'firewall/cluster',
    name: 'datacenter',
    zone: null,
    inert: on ? null : 'the firewall is off in the whole datacenter',
    policies: options,
    unfiltered: [],
    options,
    rules,
    groups,
    book: { dc: names, guest: NO_NAMES },
  });
}

async function readNodeFirewall(
  client: ProxmoxClient,
  node: string,
  datacenter: Datacenter,
): Promise<DiscoveredResource<'firewall'> | null> {
  const params = { node };
  const options = await client.record('/nodes/{node}/firewall/options', { params });
  const rules = await client.list('/nodes/{node}/firewall/rules', { params });
  // On a node it is on unless switched off.
  const on = flagOf(options['enable']) !== false;
  if (!(datacenter.on && on) && rules.length === 0) return null;
  return toFirewall({
    resourceId: `firewall/node/${node}`,
    name: node,
    zone: node,
    inert: !datacenter.on
      ? 'the firewall is off in the whole datacenter'
      : on
        ? null
        : 'the firewall of the node is off',
    policies: datacenter.options,
    unfiltered: [],
    options,
    rules,
    groups: datacenter.groups,
    book: { dc: datacenter.names, guest: NO_NAMES },
  });
}
