import { definePass, recordOf, textOf } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { withDetails } from '../details';
import { readAll } from '../list-pages';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { toCluster } from './cluster.mapper';

/** Kapsule and Kosmos clusters, each with its pools, which are listed apart. */
export const clusters = definePass<ScalewayClient>({
  id: 'k8s.clusters',
  types: ['cluster'],
  scope: 'regional',
  permissions: ['KubernetesReadOnly'],
  async *collect({ client, region, cursor }) {
    for await (const page of listPlaces(client, placesOf('k8s', region), listing, cursor)) {
      const { found, warnings } = await withDetails(page.items, (item) =>
        poolsOf(client, region, item),
      );
      const details = found.flatMap(({ detail }) => detail.warnings);
      yield toPage(
        { ...page, warnings: [...page.warnings, ...warnings, ...details] },
        found.map(({ item, detail }) => toCluster(item, detail.items, region)),
      );
    }
  },
});

function listing(region: string): Listing {
  return {
    api: 'standard',
    operation: 'GET /k8s/v1/clusters',
    path: `/k8s/v1/regions/${region}/clusters`,
    key: 'clusters',
    query: { order_by: 'created_at_asc' },
  };
}

async function poolsOf(
  client: ScalewayClient,
  region: string,
  cluster: unknown,
): ReturnType<typeof readAll> {
  const id = textOf(recordOf(cluster)['id']);
  if (id === null) return { items: [], warnings: [] };
  return readAll(client, {
    api: 'standard',
    operation: 'GET /k8s/v1/clusters/pools',
    path: `/k8s/v1/regions/${region}/clusters/${encodeURIComponent(id)}/pools`,
    key: 'pools',
    query: { order_by: 'created_at_asc' },
  });
}
