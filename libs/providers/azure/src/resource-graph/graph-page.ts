import {
  listOf,
  MalformedResponseError,
  numberOf,
  recordOf,
  textOf,
} from '@skyledger/provider-sdk';

/** One page of the answer to a query. */
export interface GraphPage {
  readonly rows: readonly unknown[];
  /** How many rows there are on all pages. */
  readonly total: number;
  /** Asks for the next page; `null` after the last. */
  readonly skipToken: string | null;
}

/**
 * Reads a page. One that was cut without a way to the rest, or that counts other rows than it has, is
 * refused: it must never pass for the end of the answer.
 * @throws MalformedResponseError
 */
export function readGraphPage(body: unknown): GraphPage {
  const { data, count, totalRecords, resultTruncated, $skipToken } = recordOf(body);
  const rows = listOf(data);
  const total = numberOf(totalRecords);
  const truncated = textOf(resultTruncated) ?? resultTruncated;
  if (!Array.isArray(data) || numberOf(count) !== rows.length || total === null) {
    throw new MalformedResponseError('an answer of Resource Graph that does not add up');
  }
  if (truncated !== 'true' && truncated !== 'false') {
    throw new MalformedResponseError('Resource Graph does not tell whether it told everything');
  }
  const skipToken = textOf($skipToken);
  if (truncated === 'true' && skipToken === null) {
    throw new MalformedResponseError('Resource Graph cut its answer short');
  }
  return { rows, total, skipToken };
}
