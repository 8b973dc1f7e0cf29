import { definePass, listOf, recordOf, inParallel } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { toPage } from '../list-pages';
import { nativeIdOf } from '../payload';
import { Refusals } from '../refusals';
import { toDatabase } from './database.mapper';
import { toTrustedSources } from './trusted-sources.mapper';

const PARALLEL_DATABASES = 4;

/** Database clusters, each with its trusted sources, which take a request of their own. */
export const databases = definePass<DigitalOceanClient>({
  id: 'databases.clusters',
  types: ['database', 'firewall'],
  scope: 'global',
  permissions: ['database:read', 'vpc:read', 'tag:read'],
  async *collect({ client }) {
    const listed = await client.databases();
    const refusals = new Refusals();
    const items = await inParallel(listed, PARALLEL_DATABASES, async (raw) => ({
      raw,
      sources: await sourcesOf(client, raw, refusals),
    }));
    const page = toPage({ items, cursor: null, warnings: refusals.warnings() }, (item) =>
      toDatabase(item.raw, item.sources),
    );
    const firewalls = items.map((item) => toTrustedSources(item.raw, item.sources));
    yield { ...page, resources: [...page.resources, ...firewalls.filter((each) => each !== null)] };
  },
});

/** Some lists carry the sources along; an empty one there need not mean that there are none. */
async function sourcesOf(
  client: DigitalOceanClient,
  raw: unknown,
  refusals: Refusals,
): Promise<readonly unknown[] | null> {
  const database = recordOf(raw);
  const carried = listOf(database['rules']);
  if (carried.length > 0) return carried;
  const id = nativeIdOf(database['id']);
  if (id === null) return null;
  const read = (): Promise<readonly unknown[]> => client.trustedSources(id);
  return (await refusals.unlessRefused(`database/${id}`, read)) ?? null;
}
