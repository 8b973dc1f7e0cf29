import {
  definePass,
  recordOf,
  textOf,
  type PageWarning,
  inParallel,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource, Relationship } from '@skyledger/resource-model';
import type { ProxmoxClient } from '../client';
import {
  datacenterFirewallIsOn,
  interfacesOf,
  isNodeUnreachable,
  nodeUnreachable,
} from '../cluster-view';
import { requirePrivilege } from '../privileges';
import { flagOf } from '../pve-values';
import { toCluster, toNode, type NodeFacts } from './node.mapper';

const AT_ONCE = 4;

/** Nodes, and the cluster that they make up. */
export const nodes = definePass<ProxmoxClient>({
  id: 'cluster.nodes',
  types: ['node', 'cluster'],
  scope: 'global',
  permissions: ['Sys.Audit'],
  async *collect({ client }) {
    await requirePrivilege(client, 'Sys.Audit');
    const members = await client.list('/cluster/status');
    const listed = (await client.list('/nodes')).map(recordOf);
    const warnings: PageWarning[] = [];
    const inCluster = members.some((entry) => recordOf(entry)['type'] === 'cluster');
    const found = await inParallel(listed, AT_ONCE, async (node) => {
      const name = textOf(node['node']);
      const facts: NodeFacts = {
        listed: node,
        status: null,
        interfaces: [],
        clusterIp: addressInCluster(members, name),
        relationships: inCluster ? [{ kind: 'runs_in', resourceId: 'cluster' }] : [],
      };
      if (name === null) {
        warnings.push({ code: 'unidentified_items', message: 'a node came without a name' });
        return null;
      }
      if (node['status'] === 'offline') {
        warnings.push(nodeUnreachable(name));
        return toNode(facts);
      }
      try {
        return toNode(await completed(client, name, facts));
      } catch (error) {
        if (!isNodeUnreachable(error)) throw error;
        warnings.push(nodeUnreachable(name));
        return toNode(facts);
      }
    });
    const version = textOf((await client.record('/version'))['version']);
    const resources: (DiscoveredResource | null)[] = [...found, toCluster(members, version)];
    yield {
      resources: resources.filter((resource) => resource !== null),
      cursor: null,
      warnings,
    };
  },
});

async function completed(
  client: ProxmoxClient,
  node: string,
  facts: NodeFacts,
): Promise<NodeFacts> {
  const params = { node };
  return {
    ...facts,
    status: await client.record('/nodes/{node}/status', { params }),
    interfaces: await interfacesOf(client, node),
    relationships: [...facts.relationships, ...(await protection(client, node))],
  };
}

/** The datacenter's rules hold on every node whose own firewall is not switched off. */
async function protection(client: ProxmoxClient, node: string): Promise<Relationship[]> {
  if ((await datacenterFirewallIsOn(client)) !== true) return [];
  const options = await client.record('/nodes/{node}/firewall/options', { params: { node } });
  if (flagOf(options['enable']) === false) return [];
  return ['firewall/cluster', `firewall/node/${node}`].map((resourceId) => {
    return { kind: 'protected_by', resourceId };
  });
}

function addressInCluster(members: readonly unknown[], node: string | null): string | null {
  const member = members
    .map(recordOf)
    .find((entry) => entry['type'] === 'node' && entry['name'] === node);
  return textOf(member?.['ip']);
}
