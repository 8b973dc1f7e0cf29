import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Tx } from '@skyledger/database';
import { from as copyFrom } from 'pg-copy-streams';
import type { ResourceRow } from './prepare-rows';
import { LINE_COLUMNS, LineEncoder } from './staged-line';

/** A row to write, with the ledger's id: a known one, or one drawn for a new row. */
export interface StagedRow {
  row: ResourceRow;
  id: string;
  isNew: boolean;
}

/**
 * Puts rows into the temporary table `staged_resources`, from where statements merge them: COPY itself
 * does not work into a table under row-level security. Its rows live for a moment, so that payloads
 * are not compressed in it unless they would not fit into a page.
 *
 * @param secretFields of the provider; payloads are staged without them
 */
export async function stageRows(
  tx: Tx,
  differing: readonly StagedRow[],
  secretFields: readonly string[],
): Promise<void> {
  if (differing.length === 0) return;
  await tx.query(`
    CREATE TEMPORARY TABLE IF NOT EXISTS staged_resources (
      id bigint, is_new boolean, resource_id text, resource_type text, native_type text, name text,
      region text, zone text, state text, native_state text, size text, private_ips text[],
      public_ips text[], is_public boolean, tags jsonb, attributes jsonb, relationships jsonb,
      price jsonb, provider_created_at timestamptz, content_hash bytea, payload text
    ) WITH (toast_tuple_target = 8160) ON COMMIT DELETE ROWS`);
  const columns = ['id', 'is_new', ...LINE_COLUMNS].join(', ');
  const sink = tx.client.query(copyFrom(`COPY staged_resources (${columns}) FROM STDIN`));
  await pipeline(Readable.from(chunksOf(differing, new LineEncoder(secretFields))), sink);
}

/** How much is sent at once, in bytes; a longer line is sent alone. */
const CHUNK_BYTES = 256 * 1024;

function* chunksOf(differing: readonly StagedRow[], encoder: LineEncoder): Generator<Buffer> {
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let used = 0;
  for (const { row, id, isNew } of differing) {
    const start = `${id}\t${isNew ? 't' : 'f'}\t`;
    const line = encoder.lineOf(row);
    const length = start.length + line.length;
    if (used + length > chunk.length) {
      if (used > 0) yield chunk.subarray(0, used);
      chunk = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, length));
      used = 0;
    }
    used += chunk.write(start, used, 'latin1');
    used += line.copy(chunk, used);
  }
  yield chunk.subarray(0, used);
}
