import { definePass, type PageWarning } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { readOptional } from '../read-details';
import { detailInProjects } from '../read-projects';
import { toCluster } from './cluster.mapper';

const CLUSTER = '/cloud/project/{serviceName}/kube/{kubeId}';

export const clusters = definePass<OvhClient>({
  id: 'kubernetes.clusters',
  types: ['cluster'],
  scope: 'global',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, cursor }) {
    const listing = { client, cursor, path: 'kube' };
    yield* detailInProjects(listing, async ({ serviceName, urn }, kubeId) => {
      const params = { serviceName, kubeId };
      const warnings: PageWarning[] = [];
      const cluster = await client.item(CLUSTER, params);
      const nodePools = await readOptional(warnings, () =>
        client.list(`${CLUSTER}/nodepool`, params),
      );
      const allowed = await readOptional(warnings, () =>
        client.list(`${CLUSTER}/ipRestrictions`, params),
      );
      return { resources: [toCluster(cluster, urn, { nodePools, allowed })], warnings };
    });
  },
});
