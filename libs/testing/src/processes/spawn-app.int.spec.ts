import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort, isRunning } from '@skyledger/embedded-postgres';
import { eventually } from '../eventually';
import { makeScratchFolder } from './scratch-folder';
import type { ScratchFolder } from './scratch-folder';
import { answers, matchLine, spawnApp } from './spawn-app';
import type { SpawnedApp } from './spawn-app';

const program = `
const server = require('node:http').createServer((request, response) => response.end('ok'));
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening as ' + process.env.ROLE));
console.error('home is ' + (process.env.HOME === undefined ? 'missing' : 'there'), process.env.JEST_WORKER_ID);
process.on('SIGTERM', () => { console.log('draining'); server.close(() => process.exit(3)); server.closeAllConnections(); });
`;

describe('spawnApp', () => {
  let folder: ScratchFolder;
  let script: string;
  let app: SpawnedApp | undefined;

  beforeEach(() => {
    folder = makeScratchFolder('app');
    script = join(folder.path, 'main.js');
    writeFileSync(script, program);
  });

  afterEach(async () => {
    await app?.kill();
    await folder.remove();
  });

  it('waits until the app is ready, and gives it no more than the environment named', async () => {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}/`;
    app = await spawnApp({ script, env: { PORT: String(port), ROLE: 'worker' }, readyUrl: url });
    expect(app.output).toContain('home is there undefined');
    const [, role] = await app.waitForLine(/^listening as (\w+)$/);
    expect(role).toBe('worker');

    expect(await app.terminate()).toEqual({ code: 3, signal: null });
    expect(app.output).toContain('draining');
    expect(isRunning(app.pid)).toBe(false);
  });

  it('stands still while paused, and dies at once when killed', async () => {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}/`;
    app = await spawnApp({ script, env: { PORT: String(port) }, readyUrl: url });
    app.pause();
    expect(await answers(url)).toBe(false);
    app.resume();
    await eventually(() => answers(url));
    expect(await app.kill()).toEqual({ code: null, signal: 'SIGKILL' });
    expect(app.ended).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('reports the output of an app that ends before it is ready', async () => {
    writeFileSync(script, 'throw new Error("no configuration")');
    await expect(spawnApp({ script, readyLine: /ready/ })).rejects.toThrow(
      /it ended \(exit code 1\)[^]*no configuration/,
    );
  });

  it('kills an app that does not become ready in time', async () => {
    writeFileSync(script, 'console.log(process.pid); setInterval(() => undefined, 1000)');
    const failure: Error = await spawnApp({ script, readyLine: /ready/, timeoutMs: 300 }).then(
      () => new Error('it became ready'),
      (error: Error) => error,
    );
    expect(failure.message).toContain('300 ms passed');
    const pid = Number(matchLine(failure.message, /^\d+$/)?.[0]);
    expect(pid).toBeGreaterThan(1);
    expect(isRunning(pid)).toBe(false);
  });
});
