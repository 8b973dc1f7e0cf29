import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { Client } from 'pg';
import { startWithRunners } from './embedded-postgres';
import { startEmbeddedPostgres } from './index';
import type { EmbeddedPostgres } from './index';
import { isRunning } from './process-inspection';
import { availableRunners, unprivilegedUser } from './run-as';
import type { Runner } from './run-as';

const asRoot = process.getuid?.() === 0 ? it : it.skip;
const settings = { fsync: 'off', full_page_writes: 'off' };

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** Compiles this library, so that a plain Node process can run (and die with) it. */
function compileLibrary(folder: string): string {
  mkdirSync(folder);
  for (const name of readdirSync(__dirname)) {
    if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
    const { code } = transformFileSync(join(__dirname, name), {
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    });
    writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), code);
  }
  return join(folder, 'index.js');
}

interface OtherProcess {
  owner: ChildProcess;
  pid: number;
  url: string;
}

async function startInAnotherProcess(library: string, dataDir: string): Promise<OtherProcess> {
  const options = JSON.stringify({ dataDir, settings });
  const program = `
    require(${JSON.stringify(library)}).startEmbeddedPostgres(${options}).then((server) => {
      console.log(JSON.stringify({ pid: server.pid, url: server.url() }));
      setInterval(() => undefined, 1000);
    });`;
  const owner = spawn(process.execPath, ['-e', program], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_PATH: join(__dirname, '../../../../node_modules') },
  });
  const [line] = (await once(owner.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { owner, ...(JSON.parse(line.toString()) as { pid: number; url: string }) };
}

async function killGroup(owner: ChildProcess): Promise<void> {
  const exited = once(owner, 'exit');
  process.kill(-(owner.pid as number), 'SIGKILL');
  await exited;
}

describe('startEmbeddedPostgres', () => {
  let scratch: string;
  let dataDir: string;
  const servers: EmbeddedPostgres[] = [];

  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'skyledger-embedded-'));
    dataDir = join(scratch, 'postgres');
  });

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop('immediate');
    rmSync(scratch, { recursive: true, force: true });
  });

  async function start(
    options: { port?: number; onLog?(line: string): void } = {},
    runners: readonly Runner[] = availableRunners(),
  ): Promise<EmbeddedPostgres> {
    const server = await startWithRunners({ dataDir, settings, ...options }, runners);
    servers.push(server);
    return server;
  }

  it('starts from nothing, in UTF-8, on the loopback address, behind a password', async () => {
    const server = await start();
    expect(
      await query(
        server.url(),
        `select current_setting('listen_addresses') as listen, current_setting('fsync') as fsync,
           current_setting('wal_level') as wal, upper('ä') as upper, pg_encoding_to_char(encoding)
           as encoding from pg_database where datname = 'postgres'`,
      ),
    ).toEqual([
      { listen: '127.0.0.1', fsync: 'off', wal: 'minimal', upper: 'Ä', encoding: 'UTF8' },
    ]);
    const wrong = new URL(server.url());
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(dataDir, 'identity.json')).mode & 0o777).toBe(0o600);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  it('keeps data and password over a stop and a second start', async () => {
    const first = await start();
    const { pid } = first;
    await query(first.url(), 'create table kept as select 42 as answer');
    await first.stop();
    expect(isRunning(pid)).toBe(false);
    expect(first.pid).toBe(0);
    const second = await start();
    expect(await query(second.url(), 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(new URL(second.url()).password).toBe(new URL(first.url()).password);
  });

  it('recovers committed rows after a kill, on the same port', async () => {
    const server = await start();
    const url = server.url();
    await query(url, 'create table kept as select 42 as answer');
    await server.kill();
    await expect(query(url, 'select 1')).rejects.toThrow('ECONNREFUSED');
    await server.restart();
    expect(server.url()).toBe(url);
    expect(await query(url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('stops the server which a crashed process left, and starts anew', async () => {
    const library = compileLibrary(join(scratch, 'library'));
    const left = await startInAnotherProcess(library, dataDir);
    await query(left.url, 'create table kept as select 42 as answer');
    await killGroup(left.owner);
    expect(isRunning(left.pid)).toBe(true);

    const lines: string[] = [];
    const server = await start({ onLog: (line) => lines.push(line) });
    expect(isRunning(left.pid)).toBe(false);
    expect(lines.join('\n')).toContain(`stopped server ${left.pid}`);
    expect(await query(server.url(), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('refuses a data folder in use by a living process, and leaves its server alone', async () => {
    const library = compileLibrary(join(scratch, 'library'));
    const other = await startInAnotherProcess(library, dataDir);
    try {
      await expect(start()).rejects.toMatchObject({
        code: 'locked',
        message: expect.stringContaining(`process ${other.owner.pid}`) as string,
      });
      expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await killGroup(other.owner);
      await start();
    }
  });

  it('does not signal an unrelated process whose pid stands in postmaster.pid', async () => {
    await (await start()).stop();
    const bystander = spawn('sleep', ['60']);
    try {
      const stale = [
        bystander.pid,
        join(dataDir, 'cluster'),
        1,
        1,
        '',
        '127.0.0.1',
        '1 1',
        'ready',
      ];
      writeFileSync(join(dataDir, 'cluster/postmaster.pid'), `${stale.join('\n')}\n`);
      const server = await start();
      expect(await query(server.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(isRunning(bystander.pid as number)).toBe(true);
    } finally {
      bystander.kill('SIGKILL');
    }
  });

  it('begins anew after a first start that was interrupted', async () => {
    mkdirSync(join(dataDir, 'cluster.partial'), { recursive: true });
    writeFileSync(join(dataDir, 'cluster.partial/PG_VERSION'), '18\n');
    const server = await start();
    expect(await query(server.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says so when the port is taken, when the data are too old, and why a start failed', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    await expect(start({ port })).rejects.toMatchObject({ code: 'port-in-use' });
    taken.close();

    await expect(
      startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'plenty' } }),
    ).rejects.toThrow(/shared_buffers/);

    const versionFile = join(dataDir, 'cluster/PG_VERSION');
    const version = readFileSync(versionFile);
    writeFileSync(versionFile, '15\n');
    await expect(start()).rejects.toMatchObject({ code: 'version-mismatch' });
    writeFileSync(versionFile, version);
    await start({ port });
  });

  it('leads its own process group, out of reach of Ctrl-C', async () => {
    const { pid } = await start();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    expect(Number(group)).toBe(pid);
  });

  it('runs below a folder that only its owner may enter', async () => {
    chmodSync(scratch, 0o700);
    const server = await start();
    expect(await query(server.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  asRoot('runs as root below a folder of another user, closed to everybody else', async () => {
    chmodSync(scratch, 0o700);
    chownSync(scratch, 12345, 12345);
    const server = await start();
    await query(server.url(), 'create table kept as select 42 as answer');
    await server.restart();
    expect(await query(server.url(), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  asRoot('runs where user namespaces are blocked, and goes back, with the same data', async () => {
    const dropped = await start({}, [unprivilegedUser]);
    expect(statSync(`/proc/${dropped.pid}`).uid).toBe(65534);
    expect(statSync(join(dataDir, 'cluster/base')).uid).toBe(65534);
    await query(dropped.url(), 'create table kept as select 42 as answer');
    await dropped.restart();
    expect(await query(dropped.url(), 'select answer from kept')).toEqual([{ answer: 42 }]);
    await dropped.stop();

    const usual = await start();
    expect(statSync(join(dataDir, 'cluster/base')).uid).toBe(0);
    expect(await query(usual.url(), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });
});
