import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import { armId } from '../arm-id';
import type { GraphQuery } from '../resource-graph/graph-query';
import type { ResourceGraph } from '../resource-graph/resource-graph';

const CONFIGURATIONS: GraphQuery = {
  table: 'appserviceresources',
  type: 'microsoft.web/sites/config',
};

/**
 * How long ago a site must have been changed for Resource Graph to know of it. It is told within minutes
 * of most changes, and finds the others by a full scan, for which its support allows thirty hours.
 * Sources: https://learn.microsoft.com/azure/governance/resource-graph/overview#how-resource-graph-is-kept-current
 * and https://github.com/ansible-collections/azure/pull/1994
 */
const SETTLED_MS = 48 * 3_600_000;

/** One site costs one request either way. */
const FEWEST = 2;

/**
 * The configurations of those sites that have not been changed lately, by the id of the site, as the
 * service would list them. What is missing here has to be asked of the service.
 * @throws ProviderError
 */
export async function settledConfigurations(
  graph: Pick<ResourceGraph, 'rowsOf'>,
  sites: readonly unknown[],
  now = Date.now(),
): Promise<ReadonlyMap<string, unknown>> {
  const settled = sites
    .filter((site) => isSettled(site, now))
    .map((site) => armId(recordOf(site)['id']))
    .filter((id) => id !== null);
  const configurations = new Map<string, unknown>();
  if (settled.length < FEWEST) return configurations;
  const rows = await graph.rowsOf(CONFIGURATIONS, settled.map(configurationOf));
  for (const id of settled) {
    const configuration = toConfiguration(rows?.get(configurationOf(id)));
    if (configuration !== null) configurations.set(id, configuration);
  }
  return configurations;
}

/** Its time is in UTC, which it does not say. */
function isSettled(site: unknown, now: number): boolean {
  const text = textOf(recordOf(recordOf(site)['properties'])['lastModifiedTimeUtc']);
  if (text === null) return false;
  const modified = instantOf(/Z|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`);
  return modified !== null && Date.parse(modified) < now - SETTLED_MS;
}

function configurationOf(siteId: string): string {
  return `${siteId}/config/web`;
}

/**
 * A row as the service would send it: this table alone names properties `MinTlsVersion`. `null` where it
 * lacks what it is asked for.
 * Source: https://learn.microsoft.com/azure/governance/resource-graph/samples/samples-by-category#azure-app-service
 */
function toConfiguration(row: unknown): unknown {
  const fields = recordOf(row);
  const properties = Object.fromEntries(
    Object.entries(recordOf(fields['properties'])).map(([name, value]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      value,
    ]),
  );
  if (textOf(properties['minTlsVersion']) === null) return null;
  return { ...fields, properties };
}
