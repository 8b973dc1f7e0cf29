import { definePass, inParallel, recordOf, textOf, type Page } from '@skyledger/provider-sdk';
import { armId } from '../arm-id';
import type { ArmPage } from '../arm-list';
import type { AzureClient } from '../client';
import { identified, listAll, listPages, readCursor } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { SITE_CONFIGURATION, SITES } from './site-lists';
import { isFunctionApp, toSite } from './site.mapper';

/** Sites asked for their configuration at once. */
const WIDTH = 4;

/**
 * App Services and function apps. The list leaves most of the configuration out, the least version of
 * TLS with it, so that each App Service costs a request of its own; nothing of that concerns functions.
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
  const mapped = await inParallel(items, WIDTH, async (item) => {
    const parent = textOf(recordOf(item)['id']);
    const configuration =
      isFunctionApp(item) || parent === null || armId(parent) === null
        ? null
        : await warnings.unlessRefused(() => listAll(client, SITE_CONFIGURATION, parent));
    return toSite(item, configuration);
  });
  return { ...identified(mapped, warnings.list()), cursor: next };
}
