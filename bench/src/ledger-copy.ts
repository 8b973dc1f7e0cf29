import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** The tables a first ingest fills, with the columns that are not made by the database. */
export const LEDGER_TABLES = [
  {
    name: 'cloud_resources',
    columns: `tenant_id, id, account_id, provider, resource_id, resource_type, native_type, name, region,
      zone, state, native_state, size, private_ips, public_ips, is_public, tags, attributes,
      relationships, price, provider_created_at, content_hash, pass_key, pass_region, run_number`,
  },
  { name: 'cloud_resource_payloads', columns: 'tenant_id, resource_id, payload' },
  { name: 'cloud_resource_tags', columns: 'tenant_id, key, value, resource_id' },
  { name: 'cloud_resource_changes', columns: 'tenant_id, account_id, resource_id, run_id, kind' },
] as const;

/** Forgets all that was ingested. */
export async function emptyLedger(owner: Client): Promise<void> {
  await owner.query(
    `TRUNCATE ${LEDGER_TABLES.map((table) => table.name).join(', ')}, outbox CASCADE`,
  );
}

/**
 * Takes the rows of a first ingest out of the ledger and copies them in again, alone.
 * @returns how long the copying in took, in seconds
 */
export async function copyAgain(owner: Client): Promise<number> {
  const rows = await copyOutOf(owner);
  await emptyLedger(owner);
  await owner.query('CHECKPOINT');
  const started = performance.now();
  for (const { name, columns } of LEDGER_TABLES) {
    const sink = owner.query(copyFrom(`COPY ${name} (${columns}) FROM STDIN`));
    await pipeline(Readable.from([rows.get(name)!]), sink);
  }
  return (performance.now() - started) / 1000;
}

/** The rows of each table as COPY text, to be copied in again; history only as first ingested. */
async function copyOutOf(owner: Client): Promise<Map<string, Buffer>> {
  const rows = new Map<string, Buffer>();
  for (const { name, columns } of LEDGER_TABLES) {
    const where = name === 'cloud_resource_changes' ? `WHERE kind = 'created'` : '';
    const source = owner.query(copyTo(`COPY (SELECT ${columns} FROM ${name} ${where}) TO STDOUT`));
    const chunks: Buffer[] = [];
    for await (const chunk of source) chunks.push(chunk as Buffer);
    rows.set(name, Buffer.concat(chunks));
  }
  return rows;
}
