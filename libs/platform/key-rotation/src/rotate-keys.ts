import type { Database } from '@skyledger/database';
import { SecretDoesNotOpen, UnknownKey, type Vault } from '@skyledger/vault';
import {
  countByKey,
  lockOtherKeys,
  type ResealedRow,
  type SealedRow,
  storeResealed,
} from './sealed-row.repository';
import { SEALED_TABLES, type SealedTable } from './sealed-tables';

/** What became of one table. */
export interface RotatedTable {
  readonly name: string;
  /** Secrets that this call sealed anew. */
  readonly resealed: number;
  /** Secrets by the id of their key, as they were counted at the end. */
  readonly rowsByKey: ReadonlyMap<string, number>;
  /** Why secrets could not be sealed anew: whose they are, never what they are. */
  readonly failures: readonly string[];
}

/** Rows that are locked at a time. */
const BATCH = 100;

/**
 * Seals every stored secret of every tenant with the vault's current key, while everything runs. A
 * batch is one transaction, so that it may be stopped at any time; what is done is not done again. A
 * secret that does not open is left as it is and reported. At the end everything is counted anew.
 */
export async function rotateKeys(
  database: Database,
  vault: Vault,
  tables: readonly SealedTable[] = SEALED_TABLES,
): Promise<RotatedTable[]> {
  const rotated: RotatedTable[] = [];
  for (const table of tables) {
    const failures: string[] = [];
    let resealed = 0;
    for (const tenantId of await tenantsWithOtherKeys(database, vault, table)) {
      resealed += await rotateTenant({ database, vault, table, tenantId }, failures);
    }
    const rowsByKey = new Map<string, number>();
    for (const { keyId, rows } of await countByKey(database, table)) {
      rowsByKey.set(keyId, (rowsByKey.get(keyId) ?? 0) + rows);
    }
    rotated.push({ name: table.name, resealed, rowsByKey, failures });
  }
  return rotated;
}

interface Work {
  readonly database: Database;
  readonly vault: Vault;
  readonly table: SealedTable;
  readonly tenantId: string;
}

async function tenantsWithOtherKeys(
  database: Database,
  { keyId: current }: Vault,
  table: SealedTable,
): Promise<string[]> {
  const counts = await countByKey(database, table);
  const others = counts.filter(({ keyId }) => keyId !== current);
  return [...new Set(others.map(({ tenantId }) => tenantId))];
}

/** @returns how many secrets were sealed anew */
async function rotateTenant(work: Work, failures: string[]): Promise<number> {
  const { database, vault, table, tenantId } = work;
  let after: string | null = null;
  let total = 0;
  for (;;) {
    const batch: Batch = await database.withTenant(tenantId, async (tx) => {
      const rows = await lockOtherKeys(tx, table, vault.keyId, after, BATCH);
      const opened = rows.map((row) => reseal(work, row));
      const resealed = opened.filter((row) => typeof row !== 'string');
      if (resealed.length > 0) await storeResealed(tx, table, resealed);
      return {
        last: rows.at(-1)?.id ?? null,
        resealed: resealed.length,
        failures: opened.filter((row) => typeof row === 'string'),
      };
    });
    total += batch.resealed;
    failures.push(...batch.failures);
    if (batch.last === null) return total;
    after = batch.last;
  }
}

interface Batch {
  last: string | null;
  resealed: number;
  failures: string[];
}

/** The row under the current key, or why it does not open. */
function reseal({ vault, table, tenantId }: Work, row: SealedRow): ResealedRow | string {
  const context = { tenantId, accountId: row.account, field: row.field };
  try {
    const plaintext = vault.open(row, context);
    return {
      id: row.id,
      ...vault.seal(plaintext, context),
      fingerprint: table.hasFingerprint ? vault.fingerprint(plaintext) : null,
    };
  } catch (error) {
    if (!(error instanceof UnknownKey || error instanceof SecretDoesNotOpen)) throw error;
    return `${table.name} ${row.id} of tenant ${tenantId}: ${error.message}`;
  }
}
