import { definePass, inParallel, recordOf } from '@skyledger/provider-sdk';
import { byInventory, type Places } from '../by-inventory';
import type { GcpClient } from '../client';
import { itemsIn, listAll, toPage } from '../list-pages';
import { locationList, locationsIn } from '../locations';
import { encodePath, pathOf } from '../resource-name';
import { toKey } from './key.mapper';

const PAGE_SIZE = 1000;
const PARALLEL_LOCATIONS = 8;

/**
 * Keys of Cloud KMS. They are listed ring by ring, and rings location by location: the API knows no
 * list over all of them. Cloud Asset Inventory names the rings of all locations at once. Their keys are
 * asked of the API all the same: it alone tells the state of a key as it is now.
 */
export const keys = definePass<GcpClient>({
  id: 'kms.keys',
  types: ['key'],
  scope: 'global',
  permissions: ['cloudkms.locations.list', 'cloudkms.keyRings.list', 'cloudkms.cryptoKeys.list'],
  async *collect(context) {
    const { client } = context;
    const rings: Places = {
      assetType: 'cloudkms.googleapis.com/KeyRing',
      placeOf: (name) => {
        const [, ring] = RING.exec(name) ?? [];
        return ring === undefined ? null : `projects/${client.projectId}/${ring}`;
      },
      all: () => ringsOf(client),
    };
    for await (const page of byInventory(context, rings, (ring) => keysIn(client, ring))) {
      yield toPage(page, toKey);
    }
  },
});

/** The ring in its own name, and in that of each of its keys. */
const RING =
  /^\/\/cloudkms\.googleapis\.com\/projects\/[^/]+\/(locations\/[^/]+\/keyRings\/[^/]+)(?:\/|$)/;

/** Paths of all key rings. */
async function ringsOf(client: GcpClient): Promise<string[]> {
  const locations = locationsIn(
    await listAll(client, locationList(client, 'kms', 'cloudkms.locations.list')),
  );
  const rings = await inParallel(locations, PARALLEL_LOCATIONS, (location) =>
    ringsIn(client, location),
  );
  return rings.flat();
}

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
