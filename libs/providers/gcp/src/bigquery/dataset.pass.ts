import {
  definePass,
  inParallel,
  MalformedResponseError,
  recordOf,
  textOf,
} from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { nullIfDenied } from '../iam-policy';
import { itemsIn, listPages, toPage, unreachableIn, type GoogleList } from '../list-pages';
import { toDataset } from './dataset.mapper';

/** Small for a listing: each dataset takes a request, and a page is what a crash costs. */
const PAGE_SIZE = 200;
const PARALLEL_DATASETS = 8;

/**
 * Datasets, each read by itself, too: who may see them, their key and their age are in no list. The
 * list has those that the identity may see, which with a role on the project are all.
 *
 * What Cloud Asset Inventory has of a dataset may lack fields and be of earlier, and the list tells no
 * version by which one could see that it is of now.
 */
export const datasets = definePass<GcpClient>({
  id: 'bigquery.datasets',
  types: ['dataset'],
  scope: 'global',
  permissions: ['bigquery.datasets.get'],
  async *collect({ client, cursor }) {
    const list: GoogleList = {
      service: 'bigquery',
      permission: 'bigquery.datasets.get',
      path: `/projects/${client.projectId}/datasets`,
      query: { maxResults: PAGE_SIZE },
      kind: 'bigquery#datasetList',
      read: (body) => ({ items: itemsIn(body, 'datasets'), warnings: unreachableIn(body) }),
    };
    for await (const page of listPages(client, list, cursor)) {
      const items = await inParallel(page.items, PARALLEL_DATASETS, async (listed) => ({
        listed,
        detail: await detailOf(client, listed),
      }));
      yield toPage({ ...page, items }, ({ listed, detail }) => toDataset(listed, detail));
    }
  },
});

async function detailOf(client: GcpClient, listed: unknown): Promise<unknown> {
  const id = textOf(recordOf(recordOf(listed)['datasetReference'])['datasetId']);
  if (id === null) return null;
  const path = `/projects/${client.projectId}/datasets/${encodeURIComponent(id)}`;
  return nullIfDenied(() =>
    client.get('bigquery', 'bigquery.datasets.get', path, { read: readDataset }),
  );
}

function readDataset(body: unknown): unknown {
  if (recordOf(body)['kind'] === 'bigquery#dataset') return body;
  throw new MalformedResponseError('the body is no dataset');
}
