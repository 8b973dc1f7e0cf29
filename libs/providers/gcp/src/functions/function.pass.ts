import { definePass, inParallel, recordOf } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { policyOf } from '../iam-policy';
import { itemsIn, listPages, toPage, unreachableIn, type GoogleList } from '../list-pages';
import { pathOf } from '../resource-name';
import { serviceOf, toFunction } from './function.mapper';

/** Small for a listing: each function takes a request, and a page is what a crash costs. */
const PAGE_SIZE = 200;
const PARALLEL_FUNCTIONS = 8;

/**
 * Functions of both generations and all regions, each with the policy that says who may call it,
 * where that may be read. Cloud Asset Inventory learns of functions every seven hours only, and the
 * policies that it tells are too old; see the buckets.
 */
export const functions = definePass<GcpClient>({
  id: 'functions.functions',
  types: ['function'],
  scope: 'global',
  permissions: [
    'cloudfunctions.functions.list',
    'cloudfunctions.functions.getIamPolicy',
    'run.services.getIamPolicy',
  ],
  async *collect({ client, cursor }) {
    const list: GoogleList = {
      service: 'functions',
      permission: 'cloudfunctions.functions.list',
      path: `/projects/${client.projectId}/locations/-/functions`,
      query: { pageSize: PAGE_SIZE },
      kind: null,
      read: (body) => ({ items: itemsIn(body, 'functions'), warnings: unreachableIn(body) }),
    };
    for await (const page of listPages(client, list, cursor)) {
      const items = await inParallel(page.items, PARALLEL_FUNCTIONS, async (item) => ({
        item,
        policy: await callersOf(client, item),
      }));
      yield toPage({ ...page, items }, ({ item, policy }) => toFunction(item, policy));
    }
  },
});

/** Who may call a function of the second generation says the policy of its service. */
async function callersOf(client: GcpClient, item: unknown): Promise<unknown> {
  const service = serviceOf(item);
  if (service !== null) return policyOf(client, 'run', service);
  const path = pathOf(recordOf(item)['name']);
  return path === null ? null : policyOf(client, 'functions', path);
}
