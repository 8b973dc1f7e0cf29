import { definePass, recordOf, textOf } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { withDetails } from '../details';
import { readAll } from '../list-pages';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { toSecurityGroup } from './security-group.mapper';

/** Security groups, zone by zone, each with its rules, which are listed apart. */
export const securityGroups = definePass<ScalewayClient>({
  id: 'instance.security-groups',
  types: ['firewall'],
  scope: 'regional',
  permissions: ['InstancesReadOnly'],
  async *collect({ client, region, cursor }) {
    const pages = listPlaces(client, placesOf('instance', region), listing, cursor);
    for await (const page of pages) {
      const { place, items } = page;
      const { found, warnings } = await withDetails(items, (item) => rulesOf(client, place, item));
      yield toPage(
        {
          ...page,
          warnings: [
            ...page.warnings,
            ...warnings,
            ...found.flatMap(({ detail }) => detail.warnings),
          ],
        },
        found.map(({ item, detail }) => toSecurityGroup(item, detail.items, place)),
      );
    }
  },
});

function listing(zone: string): Listing {
  return {
    api: 'instance',
    operation: 'GET /instance/v1/security_groups',
    path: `/instance/v1/zones/${zone}/security_groups`,
    key: 'security_groups',
  };
}

async function rulesOf(
  client: ScalewayClient,
  zone: string,
  group: unknown,
): ReturnType<typeof readAll> {
  const id = textOf(recordOf(group)['id']);
  if (id === null) return { items: [], warnings: [] };
  return readAll(client, {
    api: 'instance',
    operation: 'GET /instance/v1/security_groups/rules',
    path: `/instance/v1/zones/${zone}/security_groups/${encodeURIComponent(id)}/rules`,
    key: 'rules',
  });
}
