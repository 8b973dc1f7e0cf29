import { definePass, inParallel, recordOf, textOf, type Page } from '@skyledger/provider-sdk';
import { armId } from '../arm-id';
import type { ArmPage } from '../arm-list';
import type { AzureClient } from '../client';
import { identified, listAll, listPages, readCursor } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { SITE_CONFIGURATION, SITES } from './site-lists';
import { settledConfigurations } from './settled-configurations';
import { isFunctionApp, toSite } from './site.mapper';

/** Sites asked for their configuration at once. */
const WIDTH = 4;

/**
 * App Services and function apps. The list leaves most of the configuration out, the least version of
 * TLS with it, and the service tells it of one App Service alone; nothing of that concerns functions.
 * Resource Graph knows it of a whole page. The list alone says which sites there are and how they are.
 */
export const sites = definePass<AzureClient>({
  id: 'web.sites',
  types: ['app', 'function'],
  scope: 'global',
  permissions: [SITES.permission, SITE_CONFIGURATION.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, SITES, { link: readCursor(cursor) })) {
      yield await withConfigurations(client, page);
    }
  },
});

async function withConfigurations(client: AzureClient, { items, next }: ArmPage): Promise<Page> {
  const warnings = new PageWarnings();
  const apps = items.filter((item) => !isFunctionApp(item));
  const settled = await settledConfigurations(client.graph, apps);
  const mapped = await inParallel(items, WIDTH, async (item) => {
    const parent = textOf(recordOf(item)['id']);
    const id = armId(parent);
    if (isFunctionApp(item) || parent === null || id === null) return toSite(item, null);
    const known = settled.get(id);
    const configuration =
      known === undefined
        ? await warnings.unlessRefused(() => listAll(client, SITE_CONFIGURATION, parent))
        : [known];
    return toSite(item, configuration);
  });
  return { ...identified(mapped, warnings.list()), cursor: next };
}
