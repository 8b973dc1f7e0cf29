import { definePass, recordOf, textOf } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { projectsWith, REGION_SERVICES } from '../projects';
import { readDetails } from '../read-details';
import { DETAILED_ITEMS, listInProjects } from '../read-projects';
import { toBucket } from './bucket.mapper';

const BUCKET = '/cloud/project/{serviceName}/region/{regionName}/storage/{name}';

/** Buckets of the object storage that speaks S3; encryption and tags are told by a request for each. */
export const buckets = definePass<OvhClient>({
  id: 'storage.buckets',
  types: ['bucket'],
  scope: 'regional',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, region: regionName, cursor }) {
    const listing = {
      client,
      cursor,
      path: 'region/{regionName}/storage',
      params: { regionName },
      projects: await projectsWith(client, regionName, REGION_SERVICES.s3),
      key: 'name',
      pageSize: DETAILED_ITEMS,
    };
    yield* listInProjects(listing, async ({ serviceName, urn }, items) => {
      const { found, warnings } = await readDetails(items, async (item) => {
        const params = { serviceName, regionName, name: textOf(recordOf(item)['name']) ?? '' };
        const detail = await client.item(BUCKET, params, { noObjects: 'true' });
        return toBucket({ ...recordOf(item), ...detail }, urn, regionName);
      });
      return { resources: found, warnings };
    });
  },
});
