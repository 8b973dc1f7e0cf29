import { definePass, recordOf, textOf, type PageWarning } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ProxmoxClient } from '../client';
import { wholeOf } from '../pve-values';
import { toBackupJob } from './backup-job.mapper';

/** Backup jobs of the cluster; what they made is not told. */
export const backupJobs = definePass<ProxmoxClient>({
  id: 'backup.jobs',
  types: ['backup_policy'],
  scope: 'global',
  permissions: ['Sys.Audit'],
  async *collect({ client }) {
    const listed = await client.list('/cluster/backup');
    const guests = await guestIds(client);
    const jobs = listed.map((job) => toBackupJob(job, guests));
    const resources: DiscoveredResource[] = jobs.filter((job) => job !== null);
    const message = 'a backup job came without an id';
    const warnings: PageWarning[] =
      resources.length < jobs.length ? [{ code: 'unidentified_items', message }] : [];
    yield { resources, cursor: null, warnings };
  },
});

/** Jobs name guests by number alone. */
async function guestIds(client: ProxmoxClient): Promise<ReadonlyMap<number, string>> {
  const entries = await client.list('/cluster/resources', { query: { type: 'vm' } });
  const ids = new Map<number, string>();
  for (const entry of entries.map(recordOf)) {
    const number = wholeOf(entry['vmid']);
    const type = textOf(entry['type']);
    if (number !== null && (type === 'qemu' || type === 'lxc'))
      ids.set(number, `${type}/${number}`);
  }
  return ids;
}
