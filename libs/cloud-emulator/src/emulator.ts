import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { AwsApi } from './aws/aws-api';
import { AwsIdentities } from './aws/identities';
import type { CloudApi } from './cloud/cloud';
import { CLOUDS } from './clouds';
import { Estate } from './estate/estate';
import type { EmulatedProvider } from './estate/estate';
import type { AwsRoleSpec, EstateSpec } from './estate/estate-spec';
import { mutate } from './estate/mutation';
import type { Mutation, MutationResult } from './estate/mutation';
import { FaultRegistry } from './faults/fault-registry';
import { HETZNER_BASE, HetznerApi } from './hetzner/hetzner-api';
import { ADMIN_BASE, handleAdmin } from './server/admin-api';
import type { AdminTargets } from './server/admin-api';
import type { EmulatedRequest, Handled } from './server/exchange';
import { RequestStats } from './server/request-stats';
import { sendAnswer } from './server/send-answer';

export interface EmulatorOptions {
  readonly estate: EstateSpec;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1; the admin routes have no authentication, so think before widening it. */
  readonly host?: string;
  /** The emulator's idea of the time, for signatures, sessions, rate limits and the dates of answers. */
  readonly now?: () => Date;
}

export interface Emulator {
  readonly port: number;
  /** For `AWS_ENDPOINT_URL` or the `endpoint` of an SDK client (S3 with `forcePathStyle`). */
  readonly awsEndpoint: string;
  /** Takes the place of `https://api.hetzner.cloud/v1`. */
  readonly hetznerEndpoint: string;
  /** What takes the place of each provider's address, for `SKYLEDGER_<PROVIDER>_ENDPOINT`. */
  readonly endpoints: Readonly<Partial<Record<EmulatedProvider, string>>>;
  /** Base of the admin routes, for `connectEmulator` in another process. */
  readonly adminEndpoint: string;
  readonly estate: Estate;
  readonly faults: FaultRegistry;
  readonly stats: RequestStats;
  mutate(mutation: Mutation): MutationResult;
  /** Ends every session and short-lived token that was given out; returns how many there were. */
  expireSessions(): number;
  /** Makes a role of AWS, or changes who may assume it. */
  putRole(role: AwsRoleSpec): void;
  /** Stops at once; hanging requests are cut. */
  close(): Promise<void>;
}

/** Starts an HTTP server that speaks the read APIs of every provider of an estate. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { host = '127.0.0.1', port = 0, now = () => new Date() } = options;
  const estate = new Estate(options.estate);
  const faults = new FaultRegistry(options.estate.seed);
  const stats = new RequestStats();
  const identities = new AwsIdentities(estate, now());
  const aws = new AwsApi(estate, identities, faults, now);
  const hetzner = new HetznerApi(estate, faults, now);
  const context = { seed: options.estate.seed, faults, now };
  const mounted: { base: string; api: CloudApi }[] = [
    { base: HETZNER_BASE, api: hetzner },
    ...[...estate.clouds].map(([{ base }, cloud]) => ({ base, api: cloud.serve(context) })),
  ];
  let turn = 0;
  const targets: AdminTargets = {
    estate,
    faults,
    stats,
    mutate: (mutation) => mutate(estate, mutation, (turn += 1)),
    expireSessions: () =>
      mounted.reduce(
        (ended, { api }) => ended + (api.expireSessions?.() ?? 0),
        identities.expireSessions(),
      ),
    putRole: (role) => identities.putRole(role),
  };

  const respond = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    if (request.rawPath.startsWith(`${ADMIN_BASE}/`)) {
      sendAnswer(response, handleAdmin(targets, request), []);
      return;
    }
    // By its own clock, from which clients learn how far theirs is off.
    response.setHeader('date', now().toUTCString());
    stats.opened();
    response.once('close', () => stats.closed());
    // What is mounted nowhere is AWS, whose S3 paths begin with the bucket.
    const { api } = mounted.find(({ base }) => request.rawPath.startsWith(`${base}/`)) ?? {
      api: aws,
    };
    await answer(api.handle(request), response, stats);
  };
  const server = createServer((incoming, response) => {
    respond(incoming, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  // Longer than any client keeps a connection idle, so that none is closed while being reused.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const base = `http://${host}:${address.port}`;
  return {
    port: address.port,
    awsEndpoint: base,
    hetznerEndpoint: base + HETZNER_BASE,
    endpoints: {
      aws: base,
      hetzner: base + HETZNER_BASE,
      ...Object.fromEntries(CLOUDS.map((cloud) => [cloud.provider, base + cloud.base])),
    },
    adminEndpoint: base + ADMIN_BASE,
    ...targets,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  { facts, answer: made, effects }: Handled,
  response: ServerResponse,
  stats: RequestStats,
): Promise<void> {
  const delay = effects.reduce(
    (ms, effect) => (effect.type === 'latency' ? ms + effect.ms : ms),
    0,
  );
  if (delay > 0) await wait(delay, undefined, { ref: false });
  if (response.destroyed) return;
  const bytes = sendAnswer(response, made, effects);
  stats.record(facts, bytes === null ? 0 : made.status, bytes ?? 0);
}

async function readRequest(incoming: IncomingMessage): Promise<EmulatedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  const rawQuery = mark < 0 ? '' : url.slice(mark + 1);
  return {
    method: incoming.method ?? 'GET',
    rawPath: mark < 0 ? url : url.slice(0, mark),
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}
