import {
  definePass,
  recordOf,
  textOf,
  type PageWarning,
  inParallel,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ProxmoxClient } from '../client';
import { interfacesOf, isBridge, isNodeUnreachable, nodeUnreachable } from '../cluster-view';
import { toBridge } from './bridge.mapper';

const AT_ONCE = 4;

/** Bridges of every node. */
export const bridges = definePass<ProxmoxClient>({
  id: 'network.bridges',
  types: ['network'],
  scope: 'global',
  permissions: ['Sys.Audit'],
  async *collect({ client }) {
    const listed = (await client.list('/nodes')).map(recordOf);
    const warnings: PageWarning[] = [];
    const found = await inParallel(listed, AT_ONCE, async (entry) => {
      const node = textOf(entry['node']);
      if (node === null) return [];
      if (entry['status'] === 'offline') {
        warnings.push(nodeUnreachable(node));
        return [];
      }
      try {
        const interfaces = await interfacesOf(client, node);
        return interfaces
          .filter((each) => isBridge(recordOf(each)))
          .map((each) => toBridge(node, each));
      } catch (error) {
        if (!isNodeUnreachable(error)) throw error;
        warnings.push(nodeUnreachable(node));
        return [];
      }
    });
    const resources: DiscoveredResource[] = found.flat().filter((each) => each !== null);
    yield { resources, cursor: null, warnings };
  },
});
