import { definePass, inParallel, recordOf } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { policyOf } from '../iam-policy';
import { itemsIn, listPages, toPage, unreachableIn, type GoogleList } from '../list-pages';
import { pathOfService, toService } from './service.mapper';

/** Small for a listing: each service takes a request, and a page is what a crash costs. */
const PAGE_SIZE = 200;
const PARALLEL_SERVICES = 8;

/**
 * Services of Cloud Run, each with its policy where that may be read. The list over all regions is
 * that of the first version of the API, which speaks as Knative does; the second one knows only lists
 * of one region. The policies that Cloud Asset Inventory tells are too old; see the buckets.
 */
export const services = definePass<GcpClient>({
  id: 'run.services',
  types: ['app'],
  scope: 'global',
  permissions: ['run.services.list', 'run.services.getIamPolicy'],
  async *collect({ client, cursor }) {
    const { projectId } = client;
    const list: GoogleList = {
      service: 'run',
      permission: 'run.services.list',
      path: `/apis/serving.knative.dev/v1/namespaces/${projectId}/services`,
      query: { limit: PAGE_SIZE },
      kind: 'ServiceList',
      paging: {
        parameter: 'continue',
        next: (body) => recordOf(body['metadata'])['continue'],
      },
      read: (body) => ({ items: itemsIn(body, 'items'), warnings: unreachableIn(body) }),
    };
    for await (const page of listPages(client, list, cursor)) {
      const items = await inParallel(page.items, PARALLEL_SERVICES, async (service) => {
        const path = pathOfService(service, projectId);
        return { service, policy: path === null ? null : await policyOf(client, 'run', path) };
      });
      yield toPage({ ...page, items }, ({ service, policy }) =>
        toService(service, policy, projectId),
      );
    }
  },
});
