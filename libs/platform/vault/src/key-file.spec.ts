import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyFile, readKeyFile } from './key-file';
import { KeyFileUnusable } from './vault-errors';

describe('key file', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'skyledger-key-'));
    path = join(folder, 'data', 'encryption.key');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made once, readable by its owner only', async () => {
    const first = await createKeyFile(path);
    expect(first).toEqual({ key: expect.stringMatching(/^[0-9a-f]{64}$/), created: true });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await createKeyFile(path)).toEqual({ key: first.key, created: false });
    expect(await readKeyFile(path)).toBe(first.key);
  });

  it('is one key for everybody who asks at once, with nothing left over', async () => {
    const files = await Promise.all(Array.from({ length: 20 }, () => createKeyFile(path)));
    expect(new Set(files.map(({ key }) => key)).size).toBe(1);
    expect(files.filter(({ created }) => created)).toHaveLength(1);
    expect(await readdir(join(folder, 'data'))).toEqual(['encryption.key']);
  });

  it.each([0o644, 0o640, 0o604, 0o620])('is refused with mode %o', async (mode) => {
    const { key } = await createKeyFile(path);
    await chmod(path, mode);
    await expect(readKeyFile(path)).rejects.toThrow(/chmod 600/);
    await expect(createKeyFile(path)).rejects.toThrow(KeyFileUnusable);
    expect(await readFile(path, 'utf8')).toContain(key);
  });

  it.each(['', 'short', 'z'.repeat(64), `${'a'.repeat(64)}\n${'b'.repeat(64)}\n`])(
    'is refused, and not replaced, when it holds %j',
    async (text) => {
      path = join(folder, 'encryption.key');
      await writeFile(path, text, { mode: 0o600 });
      await expect(createKeyFile(path)).rejects.toThrow(KeyFileUnusable);
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );

  it('is reported when it is missing', async () => {
    await expect(readKeyFile(path)).rejects.toThrow(/no key file/);
  });
});
