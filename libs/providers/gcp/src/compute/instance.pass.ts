import { definePass, ProviderError, type Page, type PageWarning } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { aggregatedList } from './compute-list';
import { toInstance } from './instance.mapper';
import { machineTypesOf } from './machine-types';
import { readProtection, type Protection } from './protection';

/** Instances of all zones, with the firewall rules that apply to each. */
export const instances = definePass<GcpClient>({
  id: 'compute.instances',
  types: ['vm'],
  scope: 'global',
  permissions: ['compute.instances.list', 'compute.machineTypes.get', 'compute.firewalls.list'],
  async *collect({ client, cursor }): AsyncGenerator<Page> {
    const { protection, warnings } = await protectionIfPermitted(client);
    const list = aggregatedList(client, 'instances', 'instance');
    for await (const page of listPages(client, list, cursor)) {
      const types = await machineTypesOf(client, page.items);
      const told = { ...page, warnings: [...page.warnings, ...warnings] };
      yield toPage(told, (item) => toInstance(item, types, protection));
    }
  },
});

/** Instances are worth having without their firewall rules, but are then not complete. */
async function protectionIfPermitted(
  client: GcpClient,
): Promise<{ protection: Protection; warnings: PageWarning[] }> {
  try {
    return { protection: await readProtection(client), warnings: [] };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.fault.kind !== 'denied') throw error;
    const message = `which firewall rules apply is not known: ${error.message}`;
    return { protection: new Map(), warnings: [{ code: 'denied', message }] };
  }
}
