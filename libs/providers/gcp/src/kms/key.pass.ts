import { definePass, inParallel, recordOf } from '@skyledger/provider-sdk';
import { byPlace } from '../by-place';
import type { GcpClient } from '../client';
import { itemsIn, listAll, toPage } from '../list-pages';
import { locationList, locationsIn } from '../locations';
import { encodePath, pathOf } from '../resource-name';
import { toKey } from './key.mapper';

const PAGE_SIZE = 1000;
const PARALLEL_LOCATIONS = 8;

/**
 * Keys of Cloud KMS. They are listed ring by ring, and rings location by location: the API knows no
 * list over all of them.
 */
export const keys = definePass<GcpClient>({
  id: 'kms.keys',
  types: ['key'],
  scope: 'global',
  permissions: ['cloudkms.locations.list', 'cloudkms.keyRings.list', 'cloudkms.cryptoKeys.list'],
  async *collect({ client, cursor }) {
    const locations = locationsIn(
      await listAll(client, locationList(client, 'kms', 'cloudkms.locations.list')),
    );
    const rings = await inParallel(locations, PARALLEL_LOCATIONS, (location) =>
      ringsIn(client, location),
    );
    for await (const page of byPlace(rings.flat(), cursor, (ring) => keysIn(client, ring))) {
      yield toPage(page, toKey);
    }
  },
});

/** Paths of the key rings of a location. */
async function ringsIn(client: GcpClient, location: string): Promise<string[]> {
  const { items } = await listAll(client, {
    service: 'kms',
    permission: 'cloudkms.keyRings.list',
    path: `/projects/${client.projectId}/locations/${encodeURIComponent(location)}/keyRings`,
    query: { pageSize: PAGE_SIZE },
    kind: null,
    read: (body) => ({ items: itemsIn(body, 'keyRings'), warnings: [] }),
  });
  return items.map((ring) => pathOf(recordOf(ring)['name'])).filter((path) => path !== null);
}

function keysIn(client: GcpClient, ring: string): ReturnType<typeof listAll> {
  return listAll(client, {
    service: 'kms',
    permission: 'cloudkms.cryptoKeys.list',
    path: `/${encodePath(ring)}/cryptoKeys`,
    query: { pageSize: PAGE_SIZE },
    kind: null,
    read: (body) => ({ items: itemsIn(body, 'cryptoKeys'), warnings: [] }),
  });
}
