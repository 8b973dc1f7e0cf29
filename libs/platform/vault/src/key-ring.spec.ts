import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginKeyRotation, endKeyRotation, KEY_FILE, openKeyRing } from './key-ring';

describe('the keys of a data folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'skyledger-ring-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are one key, made once', async () => {
    const first = await openKeyRing(folder);
    expect(first).toMatchObject({ oldKeys: [], created: true });
    expect(await openKeyRing(folder)).toEqual({ ...first, created: false });
  });

  it('are two while a rotation is under way, and one again after it', async () => {
    const { key: before } = await openKeyRing(folder);
    const rotating = await beginKeyRotation(folder);
    expect(rotating).toMatchObject({ oldKeys: [before], created: true });
    expect(rotating.key).not.toBe(before);
    expect(await openKeyRing(folder)).toEqual({ ...rotating, created: false });
    for (const name of await readdir(folder)) {
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    }
    await endKeyRotation(folder);
    expect(await openKeyRing(folder)).toMatchObject({ key: rotating.key, oldKeys: [] });
    expect(await readdir(folder)).toEqual([KEY_FILE]);
  });

  it('are not changed again before a rotation is finished', async () => {
    await openKeyRing(folder);
    const first = await beginKeyRotation(folder);
    expect(await beginKeyRotation(folder)).toEqual({ ...first, created: false });
  });

  it('are whole after a crash between the two files, and the rotation begins anew', async () => {
    const { key: before } = await openKeyRing(folder);
    const text = await readFile(join(folder, KEY_FILE));
    await writeFile(join(folder, 'encryption-key-old'), text, { mode: 0o600 });
    await writeFile(join(folder, `${KEY_FILE}.next`), 'half a k', { mode: 0o600 });
    expect(await openKeyRing(folder)).toMatchObject({ key: before, oldKeys: [] });
    expect(await beginKeyRotation(folder)).toMatchObject({ oldKeys: [before], created: true });
  });

  it('need a key to be rotated', async () => {
    await expect(beginKeyRotation(folder)).rejects.toThrow('no key file');
  });
});
