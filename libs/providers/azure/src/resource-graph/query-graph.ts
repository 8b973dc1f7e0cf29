import { MalformedResponseError, ProviderError } from '@skyledger/provider-sdk';
import { classifyError } from '../classify-error';
import type { GraphPage } from './graph-page';

/** What the gate calls a query; Resource Graph counts them apart from the reads of a subscription. */
export const GRAPH_OPERATION = 'resource-graph:query';

/** Far more pages than what a query may name has rows. */
const MOST_PAGES = 1000;

/** What a query needs of the client. */
export interface GraphReader {
  /** @throws ProviderError */
  queryPage(query: string, skipToken: string | null): Promise<GraphPage>;
}

/**
 * All rows of a query, over all of its pages.
 * @throws ProviderError also when pages repeat, or hold fewer rows than were announced
 */
export async function queryGraph(reader: GraphReader, query: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  const seen = new Set<string>();
  let skipToken: string | null = null;
  do {
    const page: GraphPage = await reader.queryPage(query, skipToken);
    rows.push(...page.rows);
    skipToken = page.skipToken;
    if (skipToken === null && rows.length !== page.total) {
      throw malformed(`${rows.length} of ${page.total} rows came`);
    }
    if (skipToken !== null && (seen.has(skipToken) || seen.size >= MOST_PAGES)) {
      throw malformed('its pages repeat');
    }
    if (skipToken !== null) seen.add(skipToken);
  } while (skipToken !== null);
  return rows;
}

function malformed(what: string): ProviderError {
  const error = new MalformedResponseError(`an answer of Resource Graph: ${what}`);
  return new ProviderError(classifyError(error), GRAPH_OPERATION, { cause: error });
}
