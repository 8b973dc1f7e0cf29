import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsRegionCounts, EstateSpec } from '@skyledger/cloud-emulator';
import { migrate } from '@skyledger/database';
import { findFreePort } from '@skyledger/embedded-postgres';
import {
  makeScratchFolder,
  type SpawnedApp,
  spawnApp,
  startPrivatePostgres,
  startPrivateRabbit,
  startPrivateRedis,
} from '@skyledger/testing';
import * as amqp from 'amqplib';
import { Client } from 'pg';

const ADMIN_TOKEN = randomBytes(32).toString('hex');
/** Settings of a server that is meant to be fast, and durable like any other. */
const POSTGRES_SETTINGS = { shared_buffers: '1GB', max_wal_size: '8GB' };

/** Where a run's events are consumed. */
const CONSUMER_QUEUES = [
  'check-evaluator.resource.upserted',
  'check-evaluator.resource.removed',
  'agent-matcher.resource.upserted',
  'agent-matcher.resource.removed',
];

/** Credentials of the account that is measured. */
export const BENCH_CREDENTIALS = {
  access_key_id: 'AKIAIOSFODNN7EXAMPLE',
  secret_access_key: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

/** Credentials of another account, by which a worker gets warm. */
export const WARM_UP_CREDENTIALS = {
  access_key_id: 'AKIAI44QH8DHBEXAMPLE',
  secret_access_key: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
};

/** Two AWS accounts with so many instances in one region, the second one to get warm by. */
export function estateOf(instances: number, warmUpInstances = 2000): EstateSpec {
  // So many that their addresses fit into the networks.
  const vpcs = 1 + Math.ceil(instances / 20_000);
  return {
    seed: 1,
    aws: [
      awsAccount('123456789012', BENCH_CREDENTIALS, {
        instances,
        vpcs,
        subnets: 6 * vpcs,
        securityGroups: 20,
      }),
      awsAccount('210987654321', WARM_UP_CREDENTIALS, { instances: warmUpInstances }),
    ],
    hetzner: [],
  };
}

function awsAccount(
  accountId: string,
  credentials: typeof BENCH_CREDENTIALS,
  counts: AwsRegionCounts,
): EstateSpec['aws'][number] {
  return {
    accountId,
    accessKeyId: credentials.access_key_id,
    secretAccessKey: credentials.secret_access_key,
    regions: [{ name: 'us-east-1', counts }],
  };
}

const app = (name: string): string => join(__dirname, '../../apps', name, 'src/main.js');

/** The emulator as a process of its own, so that its work is not counted as ours. */
export async function startEmulatorProcess(
  estate: EstateSpec,
): Promise<{ awsEndpoint: string; process: SpawnedApp }> {
  const file = join(makeScratchFolder('estate').path, 'estate.json');
  writeFileSync(file, JSON.stringify(estate));
  const process = await spawnApp({
    script: app('cloud-emulator'),
    args: ['--estate', file],
    readyLine: /adminEndpoint/,
  });
  const line = await process.waitForLine(/^\{.*adminEndpoint.*\}$/m);
  const { endpoints } = JSON.parse(line[0]) as { endpoints: { aws: string } };
  return { awsEndpoint: endpoints.aws, process };
}

/** The emulator behind a process that keeps its answers; see replay.ts. */
export async function startReplayedEmulator(
  estate: EstateSpec,
): Promise<{ awsEndpoint: string; stop(): Promise<void> }> {
  const emulator = await startEmulatorProcess(estate);
  const replay = await spawnApp({
    script: join(__dirname, 'replay.js'),
    args: [emulator.awsEndpoint],
    readyLine: /replaying/,
  });
  const [, awsEndpoint] = await replay.waitForLine(/^replaying at (\S+)$/);
  return {
    awsEndpoint: awsEndpoint!,
    async stop() {
      await replay.terminate();
      await emulator.process.terminate();
    },
  };
}

/** The distributed form: every service a process, private Postgres, RabbitMQ and Redis. */
export interface Platform {
  owner: Client;
  worker: SpawnedApp;
  /** Adds an account, or some of its resource types; its first run starts at once. */
  addAccount(credentials: typeof BENCH_CREDENTIALS, resourceTypes?: string[]): Promise<string>;
  discover(accountId: string): Promise<void>;
  /** Waits for the account's newest run; returns its duration in seconds. */
  finishedRun(accountId: string): Promise<number>;
  /** Waits until no event waits anywhere; returns how long that took, in seconds. */
  settled(): Promise<number>;
  stop(): Promise<void>;
}

/** What differs between platforms. */
export interface PlatformOptions {
  /** Whether the evaluator and the matcher run, or only their queues are there. */
  consumers?: boolean;
  /** Settings beside those of every benchmark. */
  env?: Record<string, string>;
}

export async function startPlatform(
  awsEndpoint: string,
  { consumers = true, env: settings = {} }: PlatformOptions = {},
): Promise<Platform> {
  const postgres = await startPrivatePostgres({
    migrate,
    durable: true,
    settings: POSTGRES_SETTINGS,
  });
  const [rabbit, redis] = await Promise.all([startPrivateRabbit(), startPrivateRedis()]);
  const url = await postgres.createDatabase();
  const port = await findFreePort();
  const env = {
    DATABASE_URL: url,
    AMQP_URL: rabbit.url,
    REDIS_URL: redis.url,
    CLOUD_ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    SKYLEDGER_ADMIN_TOKEN: ADMIN_TOKEN,
    SKYLEDGER_AWS_ENDPOINT: awsEndpoint,
    // What is measured is not the quota of a provider.
    SKYLEDGER_RATE_SHARE: '100',
    SKYLEDGER_PASS_BUDGET_SECONDS: '3600',
    PORT: String(port),
    HEALTH_PORT: '0',
    LOG_LEVEL: 'warn',
    ...settings,
  };
  const start = (name: string, readyUrl?: string): Promise<SpawnedApp> =>
    spawnApp({ script: app(name), env, ...(readyUrl !== undefined && { readyUrl }) });
  // The gateway first: the others take any free port, which must not be its own.
  const gateway = await start('gateway', `http://127.0.0.1:${port}/health/ready`);
  const worker = await start('discovery-worker');
  const others = await Promise.all(['accounts', 'scheduler'].map((name) => start(name)));
  const consuming = await Promise.all(
    ['check-evaluator', 'agent-matcher'].map((name) => start(name)),
  );
  if (!consumers) await Promise.all(consuming.splice(0).map((process) => process.terminate()));
  const apps = [gateway, worker, ...others, ...consuming];
  const owner = new Client({ connectionString: url });
  await owner.connect();
  const call = async (path: string, body?: object): Promise<{ id: string }> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/cloud${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text) as { id: string };
  };

  return {
    owner,
    worker,
    async addAccount(credentials, resourceTypes) {
      const schedule = { kind: 'manual' };
      const name = credentials.access_key_id;
      const provider = 'aws';
      const account = { name, provider, credentials, schedule, resource_types: resourceTypes };
      return (await call('/accounts', account)).id;
    },
    async discover(accountId) {
      await call(`/accounts/${accountId}/discover`);
    },
    async finishedRun(accountId) {
      for (;;) {
        const { rows } = await owner.query<{ status: string; seconds: string }>(
          `SELECT status, extract(epoch FROM finished_at - started_at) AS seconds
           FROM cloud_discovery_runs WHERE account_id = $1 ORDER BY number DESC LIMIT 1`,
          [accountId],
        );
        const run = rows[0];
        if (run?.status === 'completed') return Number(run.seconds);
        if (run !== undefined && !['queued', 'running'].includes(run.status)) {
          throw new Error(`the run ended ${run.status}`);
        }
        await sleep(100);
      }
    },
    async settled() {
      const started = performance.now();
      const connection = await amqp.connect(rabbit.url);
      const channel = await connection.createChannel();
      for (;;) {
        const { rows } = await owner.query<{ depth: string }>('SELECT depth FROM outbox_backlog()');
        let waiting = Number(rows[0]?.depth);
        for (const queue of CONSUMER_QUEUES) {
          waiting += (await channel.checkQueue(queue)).messageCount;
        }
        if (waiting === 0) break;
        await sleep(20);
      }
      await connection.close();
      return (performance.now() - started) / 1000;
    },
    async stop() {
      await owner.end();
      await Promise.all(apps.map((process) => process.terminate()));
      await Promise.all([postgres.dispose(), rabbit.dispose(), redis.dispose()]);
    },
  };
}

/** Seconds that a processor was busy with a process, by the 100 ticks a second that Linux counts. */
export function busySeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may hold spaces; user and system time are the 14th and 15th fields.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Resident memory of a process, in MiB. */
export function residentMib(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}
