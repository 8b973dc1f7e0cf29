import { join } from 'node:path';
import type { SkyledgerConfig } from '@skyledger/config';
import { createKeyFile, KEY_FILE, openKeyRing } from '@skyledger/vault';

/** Secrets of the embedded form: configured, or made once and kept in the data folder. */
export interface LocalSecrets {
  encryptionKey: string;
  /** Keys that still open what they sealed. */
  encryptionKeysOld: readonly string[];
  adminToken: string;
  /** What was made now, to be told to the person once. */
  notes: string[];
}

/** @throws KeyFileUnusable when a file in the data folder is exposed or damaged */
export async function localSecrets(
  config: SkyledgerConfig,
  dataDir: string,
): Promise<LocalSecrets> {
  const notes: string[] = [];
  const { encryptionKey, encryptionKeysOld } = await keys(config, dataDir, notes);
  const adminToken = config.adminToken ?? (await adminTokenOf(dataDir, notes));
  return { encryptionKey, encryptionKeysOld, adminToken, notes };
}

async function keys(
  { encryptionKey, encryptionKeysOld }: SkyledgerConfig,
  dataDir: string,
  notes: string[],
): Promise<Pick<LocalSecrets, 'encryptionKey' | 'encryptionKeysOld'>> {
  if (encryptionKey !== undefined) return { encryptionKey, encryptionKeysOld };
  const { key, oldKeys, created } = await openKeyRing(dataDir);
  const path = join(dataDir, KEY_FILE);
  if (created) {
    notes.push(`Made a key for credentials: ${path} (mode 0600). Without it they cannot be read.`);
  }
  return { encryptionKey: key, encryptionKeysOld: [...oldKeys, ...encryptionKeysOld] };
}

async function adminTokenOf(dataDir: string, notes: string[]): Promise<string> {
  const path = join(dataDir, 'admin-token');
  const { key, created } = await createKeyFile(path);
  if (created) notes.push(`Made an administrator's token: ${path} (mode 0600).`);
  return key;
}
