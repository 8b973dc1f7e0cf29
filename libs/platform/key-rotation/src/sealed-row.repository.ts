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
  /** What its context takes for the account, and for the name of the secret. */
  account: string;
  field: string;
}

/** The same under the current key; its fingerprint is null where the table keeps none. */
export type ResealedRow = Pick<SealedRow, 'id' | 'keyId' | 'ciphertext'> & {
  fingerprint: string | null;
};

/** Counts the secrets of every tenant by key; needs no tenant. */
export async function countByKey(database: Database, table: SealedTable): Promise<SealedCount[]> {
  const rows = await database.withoutTenant((tx) =>
    tx.query<{ tenant_id: string; key_id: string; total: string }>(
      'SELECT tenant_id, key_id, total FROM sealed_rows($1, $2)',
      [table.name, table.keyColumn],
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
  { name, idColumn, keyColumn, secretColumn, account, field }: SealedTable,
  keyId: string,
  after: string | null,
  limit: number,
): Promise<SealedRow[]> {
  return tx.query<SealedRow>(
    `
    SELECT ${idColumn}::text AS id, ${keyColumn} AS "keyId", ${secretColumn} AS ciphertext,
      ${account} AS account, ${field} AS field
    FROM ${name}
    WHERE ${keyColumn} <> $1 AND ($2::uuid IS NULL OR ${idColumn} > $2::uuid)
    ORDER BY ${idColumn} LIMIT $3 FOR NO KEY UPDATE
    `,
    [keyId, after, limit],
  );
}

/** Puts secrets in the place of themselves; when they were stored does not change. */
export async function storeResealed(
  tx: Tx,
  { name, idColumn, keyColumn, secretColumn, hasFingerprint }: SealedTable,
  rows: readonly ResealedRow[],
): Promise<void> {
  const fingerprint = hasFingerprint ? ', fingerprint = n.fingerprint' : '';
  await tx.query(
    `
    UPDATE ${name} t SET ${keyColumn} = n.key_id, ${secretColumn} = n.ciphertext${fingerprint}
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
