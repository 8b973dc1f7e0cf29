import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { HealthRegistry } from './health-registry';
import { startHealthServer } from './health-server';
import { HealthModule } from './health.module';

interface Served {
  readonly registry: HealthRegistry;
  readonly url: string;
  close(): Promise<unknown>;
}

const metricsText = (): Promise<string> => Promise.resolve('up 1\n');

async function byGateway(): Promise<Served> {
  const module = await Test.createTestingModule({
    imports: [HealthModule.forRoot({ metricsText })],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  await app.listen(0, '127.0.0.1');
  return { registry: app.get(HealthRegistry), url: await app.getUrl(), close: () => app.close() };
}

async function byHealthServer(): Promise<Served> {
  const registry = new HealthRegistry();
  const server = await startHealthServer(registry, { port: 0, metricsText });
  return { registry, url: `http://127.0.0.1:${server.port}`, close: () => server.close() };
}

describe.each([
  ['the gateway', byGateway],
  ['the health server', byHealthServer],
])('health routes of %s', (_, serve) => {
  let served: Served;
  beforeEach(async () => {
    served = await serve();
  });
  afterEach(() => served.close());

  it('say ready while all is well', async () => {
    served.registry.register('database', () => undefined);
    const response = await fetch(`${served.url}/health/ready`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ready',
      checks: { database: { status: 'ok' } },
    });
  });

  it('say not ready with the reason, and live all the same', async () => {
    served.registry.register('database', () => Promise.reject(new Error('no migrations')));
    const response = await fetch(`${served.url}/health/ready`);
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({
      status: 'not_ready',
      checks: { database: { status: 'failing', reason: 'no migrations' } },
    });
    const live = await fetch(`${served.url}/health/live`);
    expect([live.status, await live.json()]).toEqual([200, { status: 'live' }]);
  });

  it('serve metrics and nothing else', async () => {
    const response = await fetch(`${served.url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0.0.4/);
    expect(await response.text()).toBe('up 1\n');
    for (const path of ['/', '/health', '/constructor', '/metrics/x']) {
      expect((await fetch(`${served.url}${path}`)).status).toBe(404);
    }
    expect((await fetch(`${served.url}/metrics`, { method: 'POST' })).status).toBe(404);
  });
});

describe('startHealthServer', () => {
  it('answers 500 when metrics fail, and goes on', async () => {
    const server = await startHealthServer(new HealthRegistry(), {
      port: 0,
      metricsText: () => Promise.reject(new Error('broken')),
    });
    const url = `http://127.0.0.1:${server.port}`;
    expect((await fetch(`${url}/metrics`)).status).toBe(500);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    await server.close();
  });

  it('tells when the port is taken', async () => {
    const first = await startHealthServer(new HealthRegistry(), { port: 0 });
    const second = startHealthServer(new HealthRegistry(), { port: first.port });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
  });
});
