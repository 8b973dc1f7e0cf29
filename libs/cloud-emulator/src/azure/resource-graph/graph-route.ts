import { RestRefusal } from '../../cloud/rest-api';
import type { RestAnswer, RestCall, RestRoute } from '../../cloud/rest-route';
import { effectOf } from '../../faults/effects';
import type { AzureAccount } from '../azure-account';
import { siteConfigurationJson, type AzureSite } from '../site.item';
import { versioned } from '../versioned';
import { notRegistered } from './graph-errors';
import { GRAPH_PATH, graphPageOf, readGraphRequest, skipToken } from './graph-request';

const NAMESPACE = 'Microsoft.ResourceGraph';
const SITE_CONFIGURATION =
  '/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Web/sites/:server/config';

type Row = Record<string, unknown>;

/** Resource Graph, over the same estate as the lists of each service. */
export const GRAPH_ROUTE: RestRoute<AzureAccount> = {
  method: 'POST',
  path: GRAPH_PATH,
  service: 'resourcegraph',
  page: ({ request }) => graphPageOf(request),
  answer: versioned((call) => {
    const { spec } = call.account;
    if (spec.unregistered?.includes(NAMESPACE)) {
      return { status: 409, body: notRegistered(NAMESPACE) };
    }
    return pageOf(call);
  }),
};

function pageOf(call: RestCall<AzureAccount>): RestAnswer {
  const { account, request, effects } = call;
  const asked = readGraphRequest(request);
  if (asked.subscriptions.length !== 1) {
    throw new RestRefusal({ kind: 'invalid', message: 'One subscription has to be named.' });
  }
  const all = rowsOf(account, asked.table, asked.type)
    .filter(({ id }) => asked.ids.includes(String(id)))
    .sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
  const limit = Math.min(asked.top, account.spec.graphPageSize ?? asked.top);
  const page = effectOf(effects, 'empty-page') ? [] : all.slice(asked.from, asked.from + limit);
  const at = graphPageOf(request);
  const next = effectOf(effects, 'repeat-token')
    ? { page: at, from: asked.from }
    : { page: at + 1, from: asked.from + page.length };
  const data = page.map((row) =>
    Object.fromEntries(asked.columns.map((column) => [column, row[column] ?? null])),
  );
  return {
    body: {
      totalRecords: all.length,
      count: data.length,
      data,
      facets: [],
      resultTruncated: 'false',
      ...(next.from < all.length ? { $skipToken: skipToken(next.page, next.from) } : {}),
    },
  };
}

/** What the caller may not read is left out, and nothing says so. */
function rowsOf({ estate, deniedPaths }: AzureAccount, table: string, type: string): Row[] {
  if (table !== 'appserviceresources' || type !== 'microsoft.web/sites/config') {
    throw new RestRefusal({ kind: 'invalid', message: `${type} of ${table} is not emulated.` });
  }
  if (deniedPaths?.includes(SITE_CONFIGURATION)) return [];
  const sites = [...(estate.further.get('site')?.all() ?? [])] as AzureSite[];
  return sites.map((site) => configurationRow(site));
}

/** Ids and types in small letters, and properties named as the table of App Service names them. */
function configurationRow(site: AzureSite): Row {
  const configuration = siteConfigurationJson(site);
  const properties = Object.entries(configuration['properties'] as Row).map(
    ([name, value]): [string, unknown] => [name.charAt(0).toUpperCase() + name.slice(1), value],
  );
  return {
    ...configuration,
    id: String(configuration['id']).toLowerCase(),
    type: 'microsoft.web/sites/config',
    location: site.region,
    properties: Object.fromEntries(properties),
  };
}
