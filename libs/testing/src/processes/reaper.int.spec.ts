import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { isRunning } from '@skyledger/embedded-postgres';
import { eventually } from '../eventually';
import { makeScratchFolder } from './scratch-folder';
import type { ScratchFolder } from './scratch-folder';
import { spawnApp } from './spawn-app';

/** Compiles what the reaper needs into one folder, for a process that can be killed with it. */
function compileReaper(folder: string): string {
  const inspection = '../../../platform/embedded-postgres/src/process-inspection.ts';
  for (const [source, target] of [
    ['reaper.ts', 'reaper.js'],
    [inspection, 'process-inspection.js'],
  ] as const) {
    const { code } = transformFileSync(join(__dirname, source), {
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    });
    const linked = code.replace('@skyledger/embedded-postgres', './process-inspection');
    writeFileSync(join(folder, target), linked);
  }
  return join(folder, 'reaper.js');
}

describe('the reaper', () => {
  let folder: ScratchFolder;

  beforeEach(() => {
    folder = makeScratchFolder('reaper');
  });

  afterEach(() => folder.remove());

  it('removes what a killed test process leaves, and nothing else', async () => {
    const reaper = compileReaper(folder.path);
    const removed = mkdtempSync(join(tmpdir(), 'skyledger reaped '));
    const kept = mkdtempSync(join(folder.path, 'kept-'));
    const script = join(folder.path, 'main.js');
    writeFileSync(
      script,
      `const { spawn } = require('node:child_process');
       const { guardFolder, guardProcess } = require(${JSON.stringify(reaper)});
       const sleeper = () => spawn('sh', ['-c', 'sleep 300 & echo $!; wait'], { detached: true });
       const [guarded, released] = [sleeper(), sleeper()];
       guardFolder(${JSON.stringify(removed)});
       guardFolder(${JSON.stringify(kept)})();
       guardProcess(guarded.pid);
       guardProcess(released.pid)();
       guarded.stdout.on('data', (child) => {
         console.log('pids', guarded.pid, Number(child), released.pid);
         setInterval(() => undefined, 1000);
       });`,
    );
    const app = await spawnApp({ script });
    const [, ...pids] = await app.waitForLine(/pids (\d+) (\d+) (\d+)/);
    const [guarded, child, released] = pids.map(Number) as [number, number, number];
    try {
      await app.kill();
      await eventually(() => !isRunning(guarded) && !isRunning(child) && !existsSync(removed));
      expect(isRunning(released)).toBe(true);
      expect(readdirSync(folder.path)).toContain(kept.split('/').pop());
    } finally {
      process.kill(-released, 'SIGKILL');
    }
  });

  it('spares a process that has the pid of a guarded one', async () => {
    const reaper = compileReaper(folder.path);
    const bystander = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
    const marker = mkdtempSync(join(tmpdir(), 'skyledger-reaped-'));
    // The start time told to the reaper is another, as if the pid had been used again.
    writeFileSync(
      join(folder.path, 'process-inspection.js'),
      "exports.processStartToken = () => '1';",
    );
    const script = join(folder.path, 'main.js');
    writeFileSync(
      script,
      `const { guardFolder, guardProcess } = require(${JSON.stringify(reaper)});
       guardProcess(${bystander.pid});
       guardFolder(${JSON.stringify(marker)});
       console.log('guarded');
       setInterval(() => undefined, 1000);`,
    );
    const app = await spawnApp({ script, readyLine: /guarded/ });
    try {
      await app.kill();
      await eventually(() => !existsSync(marker));
      expect(isRunning(bystander.pid as number)).toBe(true);
    } finally {
      bystander.kill('SIGKILL');
    }
  });
});
