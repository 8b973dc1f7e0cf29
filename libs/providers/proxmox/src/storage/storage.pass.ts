import { definePass, recordOf, textOf, type PageWarning } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ProxmoxClient } from '../client';
import { nodeUnreachable, offlineNodes } from '../cluster-view';
import { requirePrivilege } from '../privileges';
import { toStorage } from './storage.mapper';

/** Storages: shared ones once, local ones on each node. Guests' disks are told with the guests. */
export const storages = definePass<ProxmoxClient>({
  id: 'storage.storages',
  types: ['volume'],
  scope: 'global',
  permissions: ['Datastore.Audit'],
  async *collect({ client }) {
    await requirePrivilege(client, 'Datastore.Audit');
    const entries = await client.list('/cluster/resources', { query: { type: 'storage' } });
    const offline = await offlineNodes(client);
    const warnings: PageWarning[] = [...offline].map(nodeUnreachable);
    const found = new Map<string, DiscoveredResource>();
    for (const entry of entries) {
      const storage = toStorage(entry);
      if (storage === null) {
        warnings.push({ code: 'unidentified_items', message: 'a storage came without a name' });
        continue;
      }
      if (offline.has(textOf(recordOf(entry)['node']) ?? '')) continue;
      // Each node tells of a shared storage; one that sees it knows more.
      const known = found.get(storage.resourceId);
      if (known === undefined || (known.state !== 'running' && storage.state === 'running')) {
        found.set(storage.resourceId, storage);
      }
    }
    yield { resources: [...found.values()], cursor: null, warnings };
  },
});
