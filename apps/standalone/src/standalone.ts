import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AccountsModule } from '@skyledger/accounts';
import {
  ApiModule,
  createApiAdapter,
  DOCS_PATH,
  OPENAPI_PATH,
  setUpApi,
  TokensService,
} from '@skyledger/api';
import { demoEstate, startEmulator } from '@skyledger/cloud-emulator';
import { Database, migrate } from '@skyledger/database';
import { DiscoveryModule, discoveryOptions } from '@skyledger/discovery';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@skyledger/embedded-postgres';
import { EvaluationModule } from '@skyledger/evaluation';
import { MatchingModule } from '@skyledger/matching';
import { MessageBus } from '@skyledger/messaging';
import type { ProcessContext, Running } from '@skyledger/process';
import { SchedulingModule, schedulingOptions } from '@skyledger/scheduling';
import { type HostedService, hostService } from '@skyledger/service-host';
import { VaultProvider } from '@skyledger/vault';
import { ApiClient, type Summary } from './api-client';
import type { Arguments } from './arguments';
import { addDemo } from './demo';
import { localSecrets } from './local-secrets';
import { resultTable } from './result-table';
import { discoverAll, newestRuns, waitForRuns } from './runs';

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** Every service in this process, on an embedded Postgres; the clouds are the demo estate's. */
export async function startStandalone(context: ProcessContext, given: Arguments): Promise<Running> {
  const parts: Running[] = [];
  const close = async (): Promise<void> => {
    for (const part of parts.splice(0).reverse()) await part.close();
  };
  try {
    const service = await startParts(context, given, parts);
    if (given.once) {
      const failed = await discoverOnce(service, context);
      await close();
      await context.telemetry.shutdown();
      process.exit(failed ? 1 : 0);
    }
    return { close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Started {
  hosted: HostedService;
  api: ApiClient;
}

async function startParts(
  context: ProcessContext,
  given: Arguments,
  parts: Running[],
): Promise<Started> {
  const dataDir = resolve(context.config.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const secrets = await localSecrets(context.config, dataDir);
  const postgres = await startDatabase(join(dataDir, 'postgres'));
  parts.push({ close: () => postgres.stop() });
  const url = postgres.url();
  await migrate(url);
  const emulator = given.empty ? undefined : await startEmulator({ estate: demoEstate() });
  if (emulator !== undefined) parts.push(emulator);

  const config = {
    ...context.config,
    ...secrets,
    databaseUrl: url,
    databasePoolSize: Math.max(context.config.databasePoolSize, 20),
    transport: 'postgres' as const,
    demoEndpoints: emulator?.endpoints ?? {},
  };
  const hosted = await hostService(
    { ...context, config },
    {
      imports: [
        ApiModule.forRoot(),
        AccountsModule,
        SchedulingModule.forRoot(schedulingOptions(config)),
        DiscoveryModule.forRoot(discoveryOptions(config)),
        EvaluationModule,
        MatchingModule,
      ],
      relay: true,
      listen: { host: config.host, port: config.port },
      adapter: createApiAdapter(config.trustedProxies),
      setUp: async (app) => {
        setUpApi(app);
        await app.get(TokensService).ensureBootstrapToken(secrets.adminToken);
      },
    },
  );
  parts.push(hosted);
  const address = `http://${config.host}:${hosted.port}`;
  const api = new ApiClient(`${address}/api/v1`, secrets.adminToken);
  secrets.notes.forEach(tell);
  if (emulator !== undefined) {
    const { app } = hosted;
    await addDemo(app.get(MessageBus), app.get(VaultProvider).get(), api);
  }
  if (!given.once) void serve(hosted, api, address, join(dataDir, 'admin-token'));
  return { hosted, api };
}

/** Shows what the first runs find, then where to go on. */
async function serve(
  hosted: HostedService,
  api: ApiClient,
  address: string,
  tokenFile: string,
): Promise<void> {
  await showResult(hosted, api);
  tell('');
  tell(`API      ${address}/api/v1`);
  tell(`OpenAPI  ${address}/${OPENAPI_PATH}  (to read: ${address}/${DOCS_PATH})`);
  tell(`Token    SKYLEDGER_ADMIN_TOKEN, or the content of ${tokenFile}`);
  tell('Ctrl-C stops.');
}

async function discoverOnce({ hosted, api }: Started, context: ProcessContext): Promise<boolean> {
  await discoverAll(api);
  await showResult(hosted, api);
  const runs = await newestRuns(api);
  const failed = runs.filter(({ run }) => run?.status === 'failed');
  for (const { account } of failed) context.logger.error(`the run of ${account.name} failed`);
  return failed.length > 0;
}

async function showResult(hosted: HostedService, api: ApiClient): Promise<void> {
  await waitForRuns(api, tell);
  await settled(hosted);
  const runs = await newestRuns(api);
  const accounts = await Promise.all(
    runs.map(async ({ account, run }) => {
      const summary = await api.get<Summary>(`/cloud/summary?account_id=${account.id}`);
      return {
        account,
        run,
        resourcesByType: summary.resources.by_type,
        findingsBySeverity: summary.findings.by_severity,
      };
    }),
  );
  tell('');
  tell(resultTable(accounts, await api.get<Summary>('/cloud/summary')));
}

/** Waits until every event has been published and handled, so that findings and links are complete. */
async function settled({ app }: HostedService): Promise<void> {
  const bus = app.get(MessageBus);
  const database = app.get(Database);
  for (;;) {
    const [backlog] = await database.withoutTenant((tx) =>
      tx.query<{ depth: string }>('SELECT depth FROM outbox_backlog()'),
    );
    const depths = await bus.queueDepths();
    const waiting = depths.some((queue) => queue.ready + (queue.inFlight ?? 0) > 0);
    if (Number(backlog?.depth ?? 0) === 0 && !waiting) return;
    await sleep(100);
  }
}

async function startDatabase(dataDir: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir });
}
