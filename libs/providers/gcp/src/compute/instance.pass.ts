import { definePass, ProviderError, type Page, type PageWarning } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { machineOffer, machinePrice } from '../prices/machine-offer';
import type { Offer } from '../prices/offer';
import { pricesForPass } from '../prices/price-list';
import { aggregatedList } from './compute-list';
import { toInstance } from './instance.mapper';
import { machineTypesOf } from './machine-types';
import { readProtection, type Protection } from './protection';

/** Instances of all zones, with the firewall rules that apply to each, and list prices where told. */
export const instances = definePass<GcpClient>({
  id: 'compute.instances',
  types: ['vm'],
  scope: 'global',
  permissions: ['compute.instances.list', 'compute.machineTypes.get', 'compute.firewalls.list'],
  async *collect({ client, cursor, signal }): AsyncGenerator<Page> {
    const { protection, warnings } = await protectionIfPermitted(client);
    const pricesOf = pricesForPass(client, signal);
    const list = aggregatedList(client, 'instances', 'instance');
    for await (const page of listPages(client, list, cursor)) {
      const machineTypes = await machineTypesOf(client, page.items);
      const offerOf = (item: unknown): Offer | null => machineOffer(item, machineTypes);
      const prices = await pricesOf(page.items.map(offerOf));
      const told = { ...page, warnings: [...page.warnings, ...warnings, ...prices.warnings] };
      yield toPage(told, (item) => {
        const price = machinePrice(item, offerOf(item), prices.table);
        return toInstance(item, { machineTypes, protection, price });
      });
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
