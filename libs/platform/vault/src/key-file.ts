import { randomBytes } from 'node:crypto';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KeyFileUnusable } from './vault-errors';

const KEY_PATTERN = /^[0-9a-f]{64}\n?$/i;
const OTHERS_MAY_ACCESS = 0o077;

/** The key of a file, and whether this call made it. */
export interface KeyFile {
  /** 64 hexadecimal characters. */
  readonly key: string;
  readonly created: boolean;
}

/**
 * Reads the key of the file, or makes the file with a new random key, mode 0600. Of several
 * processes at once, one makes it and all return the same key; a crash leaves a whole key or none.
 *
 * @throws KeyFileUnusable when the file is there but exposed or damaged.
 */
export async function createKeyFile(path: string): Promise<KeyFile> {
  const existing = await readKeyFileIfPresent(path);
  if (existing !== null) return { key: existing, created: false };

  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const key = randomBytes(32).toString('hex');
  try {
    await writeNewKeyFile(path, key);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    return { key: await readKeyFile(path), created: false };
  }
  return { key, created: true };
}

/**
 * Writes a key into a file that is not there yet, mode 0600. It appears whole.
 * @throws with the code EEXIST when there is one
 */
export async function writeNewKeyFile(path: string, key: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${key}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // A link appears whole, and never replaces a file that is already there.
    await link(draft, path);
  } finally {
    await unlink(draft).catch(() => undefined);
  }
  await syncFolder(dirname(path));
}

/**
 * Reads a key file.
 *
 * @throws KeyFileUnusable when it is missing, open to other users, or holds no key.
 */
export async function readKeyFile(path: string): Promise<string> {
  const key = await readKeyFileIfPresent(path);
  if (key === null) throw new KeyFileUnusable(`There is no key file at ${path}`);
  return key;
}

/** The same, or null where there is no file. */
export async function readKeyFileIfPresent(path: string): Promise<string | null> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
  if (file === null) return null;
  try {
    // Asked of the open file: the path may point elsewhere a moment later.
    const { mode } = await file.stat();
    if ((mode & OTHERS_MAY_ACCESS) !== 0) {
      throw new KeyFileUnusable(`Other users can access the key file: chmod 600 ${path}`);
    }
    const text = await file.readFile('utf8');
    if (!KEY_PATTERN.test(text)) {
      throw new KeyFileUnusable(`The key file does not hold 64 hexadecimal characters: ${path}`);
    }
    return text.trim();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
