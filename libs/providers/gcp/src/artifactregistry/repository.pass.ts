import { definePass } from '@skyledger/provider-sdk';
import { byInventory, type Places } from '../by-inventory';
import type { GcpClient } from '../client';
import { itemsIn, listAll, toPage } from '../list-pages';
import { locationList, locationsIn } from '../locations';
import { toRepository } from './repository.mapper';

/** The largest page the API gives. */
const PAGE_SIZE = 1000;

/**
 * Repositories, location by location: the API knows no list over all of them. Cloud Asset Inventory
 * names those of all locations at once, and so the locations that have any.
 */
export const repositories = definePass<GcpClient>({
  id: 'artifactregistry.repositories',
  types: ['registry'],
  scope: 'global',
  permissions: ['artifactregistry.locations.list', 'artifactregistry.repositories.list'],
  async *collect(context) {
    const { client } = context;
    const locations: Places = {
      assetType: 'artifactregistry.googleapis.com/Repository',
      placeOf: (name) => LOCATION.exec(name)?.[1] ?? null,
      all: async () =>
        locationsIn(
          await listAll(
            client,
            locationList(client, 'artifactregistry', 'artifactregistry.locations.list'),
          ),
        ),
    };
    const read = (location: string): ReturnType<typeof listAll> =>
      listAll(client, {
        service: 'artifactregistry',
        permission: 'artifactregistry.repositories.list',
        path: `/projects/${client.projectId}/locations/${encodeURIComponent(location)}/repositories`,
        query: { pageSize: PAGE_SIZE },
        kind: null,
        read: (body) => ({ items: itemsIn(body, 'repositories'), warnings: [] }),
      });
    for await (const page of byInventory(context, locations, read)) {
      yield toPage(page, toRepository);
    }
  },
});

const LOCATION =
  /^\/\/artifactregistry\.googleapis\.com\/projects\/[^/]+\/locations\/([^/]+)\/repositories\/[^/]+$/;
