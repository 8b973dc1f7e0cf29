import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HealthAnswer, live, metrics, type MetricsText, ready } from './health-answers';
import type { HealthRegistry } from './health-registry';

export interface HealthServerOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Address to listen on; the loopback address unless told. */
  readonly host?: string;
  readonly metricsText?: MetricsText;
}

export interface HealthServer {
  /** The port it listens on. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `/health/live`, `/health/ready` and `/metrics` in a service without a REST API.
 *
 * @throws the listen error, for example EADDRINUSE.
 */
export async function startHealthServer(
  registry: HealthRegistry,
  { port, host = '127.0.0.1', metricsText = () => Promise.resolve('') }: HealthServerOptions,
): Promise<HealthServer> {
  const routes: Readonly<Record<string, () => HealthAnswer | Promise<HealthAnswer>>> = {
    '/health/live': live,
    '/health/ready': () => ready(registry),
    '/metrics': () => metrics(metricsText),
  };
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    const readOnly = request.method === 'GET' || request.method === 'HEAD';
    void answer(readOnly ? route : undefined).then(({ status, contentType, body }) => {
      response.writeHead(status, { 'content-type': contentType }).end(body);
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  route: (() => HealthAnswer | Promise<HealthAnswer>) | undefined,
): Promise<HealthAnswer> {
  const text = (status: number, body: string): HealthAnswer => ({
    status,
    contentType: 'text/plain; charset=utf-8',
    body,
  });
  if (route === undefined) return text(404, 'Not found\n');
  try {
    return await route();
  } catch {
    return text(500, 'The answer could not be made\n');
  }
}
