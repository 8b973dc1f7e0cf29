import { definePass } from '@skyledger/provider-sdk';
import type { IonosClient, Listing } from '../client';
import { listPages, toPage } from '../list-pages';
import { eachLocation } from './locations';
import { toMariaDatabase } from './mariadb.mapper';
import { CLUSTERS_A_PAGE } from './postgresql.pass';

/**
 * Where MariaDB is offered; each location has an API of its own, and none lists the others (sdk-go-bundle
 * of IONOS, March 2025). A location that is added later is not read until it is added here.
 */
const LOCATIONS = [
  ...['de/fra', 'de/txl', 'es/vit', 'fr/par', 'gb/lhr', 'us/ewr', 'us/las', 'us/mci'],
];

export const mariadbClusters = definePass<IonosClient>({
  id: 'databases.mariadb-clusters',
  types: ['database'],
  scope: 'global',
  permissions: ['Access and manage DBaaS'],
  async *collect({ client, cursor }) {
    yield* eachLocation(LOCATIONS, cursor, async function* (location, from) {
      for await (const page of listPages(client, listingIn(location), from)) {
        yield toPage(page, (item) => [toMariaDatabase(item, location)]);
      }
    });
  },
});

function listingIn(location: string): Listing {
  return {
    route: '/mariadb/clusters',
    path: '/clusters',
    pageSize: CLUSTERS_A_PAGE,
    host: `mariadb.${location.replace('/', '-')}.ionos.com`,
  };
}
