import { z } from 'zod';
import type { JsonText } from '../http/json-text';
import { encodeCursor } from './cursor';

const MAX_LIMIT = 500;
const DEFAULT_LIMIT = 50;

/** Query parameter: how many items a page holds at most. */
export const limitSchema = z.coerce
  .number<string>()
  .int()
  .min(1)
  .max(MAX_LIMIT)
  .default(DEFAULT_LIMIT)
  .describe('Items a page holds at most');

/** A page of a listing. `next_cursor` is null on the last one. */
export function pageSchema<Item extends z.ZodType>(
  item: Item,
  example: z.input<Item>,
): z.ZodObject<{ items: z.ZodArray<Item>; next_cursor: z.ZodNullable<z.ZodString> }> {
  return z
    .object({ items: z.array(item), next_cursor: z.string().nullable() })
    .meta({ examples: [{ items: [example], next_cursor: 'WyJleGFtcGxlIiwiMTAwMSJd' }] });
}

/** One row of a listing: the item as JSON, and the key by which the next page goes on. */
export interface ListedRow {
  item: JsonText;
  key: string[];
}

/**
 * The page of the rows, of which there must be one more than the limit when there are further pages.
 */
export function pageText(listing: string, rows: readonly ListedRow[], limit: number): JsonText {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const cursor = last === undefined ? 'null' : JSON.stringify(encodeCursor(listing, last.key));
  return `{"items":[${shown.map((row) => row.item).join(',')}],"next_cursor":${cursor}}`;
}
