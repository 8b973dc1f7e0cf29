import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { loadConfig } from '@skyledger/config';
import type { ProcessContext } from '@skyledger/process';
import { createLogger, startTelemetry, type Telemetry } from '@skyledger/telemetry';
import { createTestDatabase, type TestResource } from '@skyledger/testing';
import { Client } from 'pg';
import { hostService, type HostedService } from './host-service';

const KEY = 'ab'.repeat(32);

let database: TestResource;
let telemetry: Telemetry;
let hosted: HostedService | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  telemetry = startTelemetry({ service: 'test', version: '0' });
});
afterEach(async () => {
  await hosted?.close();
  hosted = undefined;
});
afterAll(async () => {
  await telemetry.shutdown();
  await database.drop();
});

function context(env: Record<string, string> = {}): ProcessContext {
  const config = loadConfig(
    {
      DATABASE_URL: database.url,
      SKYLEDGER_TRANSPORT: 'postgres',
      SKYLEDGER_HOST: '127.0.0.1',
      HEALTH_PORT: '0',
      CLOUD_ENCRYPTION_KEY: KEY,
      ...env,
    },
    'distributed',
  );
  const logger = createLogger('test', { level: 'silent', destination: 'stderr' });
  return { service: 'test', config, telemetry, logger };
}

const options = { imports: [], relay: true };

async function ready(): Promise<{ status: number; checks: Record<string, { status: string }> }> {
  const response = await fetch(`http://127.0.0.1:${hosted!.port}/health/ready`);
  const { checks } = (await response.json()) as { checks: Record<string, { status: string }> };
  return { status: response.status, checks };
}

async function connections(): Promise<number> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'skyledger%'`,
  );
  await client.end();
  return rows.length;
}

describe('a hosted service', () => {
  it('is live and ready, and shows its metrics', async () => {
    hosted = await hostService(context(), { ...options, needsVault: true });
    const base = `http://127.0.0.1:${hosted.port}`;
    expect((await fetch(`${base}/health/live`)).status).toBe(200);
    expect(await ready()).toMatchObject({
      status: 200,
      checks: { database: { status: 'ok' }, broker: { status: 'ok' }, vault: { status: 'ok' } },
    });
    expect(await (await fetch(`${base}/metrics`)).text()).toContain('# TYPE');
  });

  it('says what it lacks', async () => {
    hosted = await hostService(context({ REDIS_URL: 'redis://127.0.0.1:1' }), options);
    expect(await ready()).toMatchObject({
      status: 503,
      checks: { database: { status: 'ok' }, redis: { status: 'failing' } },
    });
  });

  it('is ready without a key it has no use for', async () => {
    hosted = await hostService(context({ CLOUD_ENCRYPTION_KEY: '' }), options);
    expect(await ready()).toMatchObject({ status: 200 });
  });

  it('does not start without a key it cannot work without', async () => {
    const starting = hostService(context({ CLOUD_ENCRYPTION_KEY: '' }), {
      ...options,
      needsVault: true,
    });
    await expect(starting).rejects.toThrow('needs CLOUD_ENCRYPTION_KEY');
  });

  it('leaves no connection behind when it closes', async () => {
    const service = await hostService(context(), options);
    expect(await connections()).toBeGreaterThan(0);
    await service.close();
    expect(await connections()).toBe(0);
    await expect(fetch(`http://127.0.0.1:${service.port}/health/live`)).rejects.toThrow();
  });

  it('leaves none behind when it cannot listen', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const starting = hostService(context({ HEALTH_PORT: String(port) }), options);
    await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(await connections()).toBe(0);
    taken.close();
  });

  it('does not start where the database cannot be reached', async () => {
    const far = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };
    await expect(hostService(context(far), options)).rejects.toThrow();
  });
});
