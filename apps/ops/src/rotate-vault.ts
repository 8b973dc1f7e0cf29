import { join, resolve } from 'node:path';
import type { SkyledgerConfig } from '@skyledger/config';
import { Database, migrate } from '@skyledger/database';
import { startEmbeddedPostgres } from '@skyledger/embedded-postgres';
import { rotateKeys } from '@skyledger/key-rotation';
import {
  beginKeyRotation,
  createVault,
  endKeyRotation,
  KEY_FILE,
  readKeyFile,
  Vault,
  VaultKeyMissing,
} from '@skyledger/vault';

type Tell = (line: string) => void;

/**
 * Seals every stored secret with the current key, and tells how many are sealed with which.
 * @throws Error when a secret is left that another key sealed; calling again goes on
 */
export async function rotateVault(config: SkyledgerConfig, tell: Tell): Promise<void> {
  if (config.form === 'embedded') return rotateDataFolder(config, tell);
  const vault = createVault(config);
  if (vault === null) throw new VaultKeyMissing();
  await rotate(config.databaseUrl!, vault, tell);
}

/** The database of a data folder belongs to one process, which is this one meanwhile. */
async function rotateDataFolder(config: SkyledgerConfig, tell: Tell): Promise<void> {
  const folder = resolve(config.dataDir);
  const configured = createVault(config);
  // Before a database is made where there never was one.
  if (configured === null) await readKeyFile(join(folder, KEY_FILE));
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  try {
    await migrate(postgres.url());
    if (configured !== null) return await rotate(postgres.url(), configured, tell);
    const { key, oldKeys } = await beginKeyRotation(folder);
    const vault = new Vault(key, [...oldKeys, ...config.encryptionKeysOld]);
    await rotate(postgres.url(), vault, tell);
    await endKeyRotation(folder);
  } finally {
    await postgres.stop();
  }
}

async function rotate(url: string, vault: Vault, tell: Tell): Promise<void> {
  const applicationName = 'skyledger vault rotate';
  const database = await Database.connect({ url, poolSize: 2, applicationName });
  try {
    let left = 0;
    for (const { name, resealed, rowsByKey, failures } of await rotateKeys(database, vault)) {
      for (const failure of failures) tell(`does not open: ${failure}`);
      tell(`${name}: ${resealed} sealed anew`);
      for (const [keyId, rows] of rowsByKey) {
        tell(`  key ${keyId}${keyId === vault.keyId ? ' (current)' : ''}: ${rows}`);
        if (keyId !== vault.keyId) left += rows;
      }
    }
    if (left > 0) {
      throw new Error(`${left} stored secrets are not sealed with the current key: run it again`);
    }
    tell(`Every stored secret is sealed with key ${vault.keyId}.`);
  } finally {
    await database.close();
  }
}
