import type { Database, Tx } from '@skyledger/database';
import type { SealedTable } from './sealed-tables';

/** How many secrets of a tenant are sealed with one key. */
export interface SealedCount {
  tenantId: string;
  keyId: string;
  rows: number;
}

/** A secret at rest. */
export interface SealedRow {
  id: string;
  keyId: string;
  ciphertext: Buffer;
}

/** The same under the current key; its fingerprint is null where the table keeps none. */
export interface ResealedRow extends SealedRow {
  fingerprint: string | null;
}

/** Counts the secrets of every tenant by key; needs no tenant. */
export async function countByKey(database: Database, table: SealedTable): Promise<SealedCount[]> {
  const rows = await database.withoutTenant((tx) =>
    tx.query<{ tenant_id: string; key_id: string; total: string }>(
      'SELECT tenant_id, key_id, total FROM sealed_rows($1)',
      [table.name],
    ),
  );
  return rows.map(({ tenant_id: tenantId, key_id: keyId, total }) => ({
    tenantId,
    keyId,
    rows: Number(total),
  }));
}

/**
 * The next secrets of the transaction's tenant that another key sealed, in the order of their ids,
 * locked until it ends: nobody replaces one while it is sealed anew.
 */
export async function lockOtherKeys(
  tx: Tx,
  { name, idColumn }: SealedTable,
  keyId: string,
  after: string | null,
  limit: number,
): Promise<SealedRow[]> {
  const rows = await tx.query<{ id: string; key_id: string; ciphertext: Buffer }>(
    `
    SELECT ${idColumn}::text AS id, key_id, ciphertext FROM ${name}
    WHERE key_id <> $1 AND ($2::uuid IS NULL OR ${idColumn} > $2::uuid)
    ORDER BY ${idColumn} LIMIT $3 FOR NO KEY UPDATE
    `,
    [keyId, after, limit],
  );
  return rows.map(({ id, key_id, ciphertext }) => ({ id, keyId: key_id, ciphertext }));
}

/** Puts secrets in the place of themselves; when they were stored does not change. */
export async function storeResealed(
  tx: Tx,
  { name, idColumn, hasFingerprint }: SealedTable,
  rows: readonly ResealedRow[],
): Promise<void> {
  const fingerprint = hasFingerprint ? ', fingerprint = n.fingerprint' : '';
  await tx.query(
    `
    UPDATE ${name} t SET key_id = n.key_id, ciphertext = n.ciphertext${fingerprint}
    FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::text[])
      AS n (id, key_id, ciphertext, fingerprint)
    WHERE t.${idColumn} = n.id
    `,
    [
      rows.map(({ id }) => id),
      rows.map(({ keyId }) => keyId),
      rows.map(({ ciphertext }) => ciphertext),
      rows.map((row) => row.fingerprint),
    ],
  );
}
