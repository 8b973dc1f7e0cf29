import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordingGate } from '@skyledger/provider-sdk';
import { tokenSource, type TokenSource } from './access-tokens';
import { CLOUDS } from './clouds';
import { azure } from './provider';

const NAMES = ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER'] as const;

/** What App Service runs beside an application: an endpoint that gives tokens for its identity. */
describe('a managed identity', () => {
  const before = NAMES.map((name) => [name, process.env[name]] as const);
  const asked: { url: URL; header: unknown }[] = [];
  let status = 200;
  let server: Server;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({
        url: new URL(request.url ?? '/', 'http://localhost'),
        header: request.headers['x-identity-header'],
      });
      const body =
        status === 200
          ? {
              access_token: `token-${asked.length}`,
              expires_on: String(Math.floor(Date.now() / 1000) + 3600),
              resource: 'https://management.azure.com',
              token_type: 'Bearer',
            }
          : { statusCode: status, message: 'No managed identity was found' };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    process.env['IDENTITY_ENDPOINT'] = `http://127.0.0.1:${port}/msi/token`;
    process.env['IDENTITY_HEADER'] = 'EXAMPLE-header';
  });

  afterAll(async () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await new Promise((resolve) => server.close(resolve));
  });

  const gate = recordingGate((error) => azure.classifyError(error));
  const source = (client_id: string): TokenSource =>
    tokenSource(
      {
        method: 'managed_identity',
        client_id,
        subscription_id: '0b1f6471-1bf0-4dda-aec3-cb9272f09590',
      },
      CLOUDS.public,
      { gate },
    );

  it('asks the endpoint of its host, by the gate', async () => {
    const token = await source('8f1c9d0e-2f4b-4a7e-9c55-0d3f5a7b6c21').grant();
    expect(token.value).toBe('token-1');
    expect(token.lifetimeMs).toBeGreaterThan(3_500_000);
    expect(asked[0]?.header).toBe('EXAMPLE-header');
    expect(asked[0]?.url.searchParams.get('resource')).toBe('https://management.azure.com');
    expect(asked[0]?.url.searchParams.get('client_id')).toBe(
      '8f1c9d0e-2f4b-4a7e-9c55-0d3f5a7b6c21',
    );
    expect(gate.operations).toEqual(['login:token']);
  });

  it('is refused where the host has no such identity', async () => {
    status = 400;
    await expect(source('8f1c9d0e-2f4b-4a7e-9c55-0d3f5a7b6c22').grant()).rejects.toMatchObject({
      operation: 'login:token',
      fault: { kind: 'unauthenticated' },
    });
  });
});
