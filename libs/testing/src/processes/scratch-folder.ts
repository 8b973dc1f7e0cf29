import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardFolder } from './reaper';

/** A temporary folder that does not outlive this process. */
export interface ScratchFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes an empty folder below the system's temporary one, named after its `purpose`. */
export function makeScratchFolder(purpose: string): ScratchFolder {
  const path = mkdtempSync(join(tmpdir(), `skyledger-${purpose}-`));
  const release = guardFolder(path);
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 5 });
      release();
    },
  };
}
