import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Tx } from '@skyledger/database';
import { from as copyFrom } from 'pg-copy-streams';
import { copyLine } from './copy-text';
import { payloadText } from './payload-text';
import type { ResourceRow } from './prepare-rows';

/** A row to write, with the ledger's id: a known one, or one drawn for a new row. */
export interface StagedRow {
  row: ResourceRow;
  id: string;
  isNew: boolean;
}

const STAGE_COLUMNS = `id, is_new, resource_id, resource_type, native_type, name, region, zone, state,
  native_state, size, private_ips, public_ips, is_public, tags, attributes, relationships, price,
  provider_created_at, content_hash, payload`;

/**
 * Puts rows into the temporary table `staged_resources`, from where statements merge them: COPY itself
 * does not work into a table under row-level security.
 *
 * @param secretFields of the provider; payloads are staged without them
 */
export async function stageRows(
  tx: Tx,
  differing: readonly StagedRow[],
  secretFields: readonly string[],
): Promise<void> {
  await tx.query(`
    CREATE TEMPORARY TABLE IF NOT EXISTS staged_resources (
      id bigint, is_new boolean, resource_id text, resource_type text, native_type text, name text,
      region text, zone text, state text, native_state text, size text, private_ips text[],
      public_ips text[], is_public boolean, tags jsonb, attributes jsonb, relationships jsonb,
      price jsonb, provider_created_at timestamptz, content_hash bytea, payload text
    ) ON COMMIT DELETE ROWS`);
  const sink = tx.client.query(copyFrom(`COPY staged_resources (${STAGE_COLUMNS}) FROM STDIN`));
  await pipeline(Readable.from(stageLines(differing, secretFields)), sink);
}

/** How much is sent at once, in bytes; a longer line is sent alone. */
const CHUNK_BYTES = 256 * 1024;
/** Bytes that UTF-8 takes at most for one unit of a string. */
const WIDEST = 3;

/**
 * Lines are encoded one by one. Joined to one text first, all of them would take twice the memory for
 * a single letter beyond Latin-1.
 */
function* stageLines(
  differing: readonly StagedRow[],
  secretFields: readonly string[],
): Generator<Buffer> {
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let used = 0;
  for (const entry of differing) {
    const line = stageLine(entry, secretFields);
    const most = WIDEST * line.length;
    if (used + most > chunk.length) {
      if (used > 0) yield chunk.subarray(0, used);
      chunk = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, most));
      used = 0;
    }
    used += chunk.write(line, used);
  }
  yield chunk.subarray(0, used);
}

function stageLine({ row, id, isNew }: StagedRow, secretFields: readonly string[]): string {
  const { resource, contentHash } = row;
  return copyLine([
    id,
    isNew,
    resource.resourceId,
    resource.resourceType,
    resource.nativeType,
    resource.name,
    resource.region,
    resource.zone,
    resource.state,
    resource.nativeState,
    resource.size,
    resource.privateIps,
    resource.publicIps,
    resource.isPublic,
    JSON.stringify(resource.tags),
    JSON.stringify(resource.attributes),
    JSON.stringify(resource.relationships),
    resource.price === null ? null : JSON.stringify(resource.price),
    resource.createdAt,
    `\\x${contentHash}`,
    payloadText(resource.raw, secretFields),
  ]);
}
