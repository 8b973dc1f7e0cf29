import { join } from 'node:path';
import type { SkyledgerConfig } from '@skyledger/config';
import { createKeyFile } from '@skyledger/vault';

/** Secrets of the embedded form: configured, or made once and kept in the data folder. */
export interface LocalSecrets {
  encryptionKey: string;
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
  const fromFile = async (name: string, note: (path: string) => string): Promise<string> => {
    const path = join(dataDir, name);
    const { key, created } = await createKeyFile(path);
    if (created) notes.push(note(path));
    return key;
  };
  const encryptionKey =
    config.encryptionKey ??
    (await fromFile(
      'encryption-key',
      (path) => `Made a key for credentials: ${path} (mode 0600). Without it they cannot be read.`,
    ));
  const adminToken =
    config.adminToken ??
    (await fromFile(
      'admin-token',
      (path) => `Made an administrator's token: ${path} (mode 0600).`,
    ));
  return { encryptionKey, adminToken, notes };
}
