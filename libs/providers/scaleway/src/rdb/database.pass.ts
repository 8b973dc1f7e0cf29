import { definePass, recordOf, textOf } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { withDetails } from '../details';
import { readAll } from '../list-pages';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { toDatabase } from './database.mapper';

/** Managed databases, each with the rules of who may connect, which are listed apart. */
export const databases = definePass<ScalewayClient>({
  id: 'rdb.instances',
  types: ['database'],
  scope: 'regional',
  permissions: ['RelationalDatabasesReadOnly'],
  async *collect({ client, region, cursor }) {
    for await (const page of listPlaces(client, placesOf('rdb', region), listing, cursor)) {
      const { found, warnings } = await withDetails(page.items, (item) =>
        rulesOf(client, region, item),
      );
      const details = found.flatMap(({ detail }) => detail.warnings);
      yield toPage(
        { ...page, warnings: [...page.warnings, ...warnings, ...details] },
        found.map(({ item, detail }) => toDatabase(item, detail.items, region)),
      );
    }
  },
});

function listing(region: string): Listing {
  return {
    api: 'standard',
    operation: 'GET /rdb/v1/instances',
    path: `/rdb/v1/regions/${region}/instances`,
    key: 'instances',
    query: { order_by: 'created_at_asc' },
  };
}

async function rulesOf(
  client: ScalewayClient,
  region: string,
  instance: unknown,
): ReturnType<typeof readAll> {
  const id = textOf(recordOf(instance)['id']);
  if (id === null) return { items: [], warnings: [] };
  return readAll(client, {
    api: 'standard',
    operation: 'GET /rdb/v1/instances/acls',
    path: `/rdb/v1/regions/${region}/instances/${encodeURIComponent(id)}/acls`,
    key: 'rules',
  });
}
