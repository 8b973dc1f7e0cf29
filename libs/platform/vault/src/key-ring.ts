import { rename, unlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createKeyFile, readKeyFile, readKeyFileIfPresent, writeNewKeyFile } from './key-file';

/** The keys of a data folder, of the embedded form. */
export interface KeyRing {
  readonly key: string;
  /** While a rotation is under way: the key that it replaces. */
  readonly oldKeys: readonly string[];
  /** Whether this call made the key. */
  readonly created: boolean;
}

/** The file of the current key in the data folder. */
export const KEY_FILE = 'encryption-key';
/** The key before it, for as long as something may be sealed with it. */
const OLD_KEY_FILE = 'encryption-key-old';

/**
 * Reads the keys of the folder; makes the first one when there is none.
 * @throws KeyFileUnusable when a file is exposed to other users or damaged
 */
export async function openKeyRing(folder: string): Promise<KeyRing> {
  const { key, created } = await createKeyFile(join(folder, KEY_FILE));
  const old = await readKeyFileIfPresent(join(folder, OLD_KEY_FILE));
  return { key, oldKeys: old === null || old === key ? [] : [old], created };
}

/**
 * Makes a new current key and keeps the one before, unless a rotation is under way already: then that
 * one is to be finished. A crash leaves both keys, or the one there was.
 * @throws KeyFileUnusable when there is no key, or a file is exposed or damaged
 */
export async function beginKeyRotation(folder: string): Promise<KeyRing> {
  const [path, oldPath] = [join(folder, KEY_FILE), join(folder, OLD_KEY_FILE)];
  const current = await readKeyFile(path);
  const old = await readKeyFileIfPresent(oldPath);
  if (old !== null && old !== current) return { key: current, oldKeys: [old], created: false };

  if (old === null) await writeNewKeyFile(oldPath, current);
  const key = randomBytes(32).toString('hex');
  const draft = `${path}.next`;
  await unlink(draft).catch(() => undefined);
  await writeNewKeyFile(draft, key);
  await rename(draft, path);
  return { key, oldKeys: [current], created: true };
}

/** Forgets the key before the current one: nothing is sealed with it any more. */
export async function endKeyRotation(folder: string): Promise<void> {
  await unlink(join(folder, OLD_KEY_FILE));
}
