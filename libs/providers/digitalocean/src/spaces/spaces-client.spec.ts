import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordingGate } from '@skyledger/provider-sdk';
import { classifyError } from '../classify-error';
import { SpacesClient } from './spaces-client';

const KEY = { accessKeyId: 'DO00EXAMPLEEXAMPLE00', secretAccessKey: 'canary-secret' };

describe('SpacesClient', () => {
  let server: Server;
  let client: SpacesClient;
  let answer = { status: 200, headers: {}, body: '' };
  const asked: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const endpoint = `http://127.0.0.1:${port}/digitalocean/`;
    client = new SpacesClient(KEY, { gate: recordingGate(classifyError), endpoint });
  });
  afterAll(async () => {
    await client.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const refusal = (code: string): string => `<Error><Code>${code}</Code></Error>`;

  it('asks a region below another endpoint, and goes on with a token', async () => {
    answer = { ...answer, body: '<ListAllMyBucketsResult></ListAllMyBucketsResult>' };
    await client.listBuckets('fra1', null);
    await client.listBuckets('fra1', 'a b');
    expect(asked.splice(0)).toEqual([
      '/digitalocean/spaces/fra1/',
      '/digitalocean/spaces/fra1/?continuation-token=a%20b',
    ]);
  });

  it.each(['NotImplemented', 'MethodNotAllowed'])('knows no grants after %s', async (code) => {
    answer = { status: 501, headers: {}, body: refusal(code) };
    expect(await client.grants('fra1', 'cold')).toBeNull();
    await expect(client.listBuckets('fra1', null)).rejects.toMatchObject({ fault: { code } });
  });

  it.each([
    [403, refusal('AccessDenied'), {}, { kind: 'denied', code: 'AccessDenied' }],
    [503, refusal('SlowDown'), { 'retry-after': '3' }, { kind: 'throttled', retryAfterMs: 3000 }],
    [503, '<html></html>', { 'retry-after': 'soon' }, { kind: 'unavailable', code: 'HTTP 503' }],
    [301, refusal('PermanentRedirect'), { location: 'http://127.0.0.1:1/' }, { kind: 'malformed' }],
    [200, '<html></html>', {}, { kind: 'malformed' }],
  ])('reads %i %s as it is meant', async (status, body, headers, fault) => {
    answer = { status, headers, body };
    const outcome = client.listBuckets('fra1', null);
    await expect(outcome).rejects.toMatchObject({ operation: 'spaces:ListBuckets', fault });
    await expect(outcome).rejects.not.toThrow('canary');
  });

  it('reads no more than a bounded body', async () => {
    answer = { status: 200, headers: {}, body: 'x'.repeat(9 * 1024 * 1024) };
    const outcome = client.listBuckets('fra1', null);
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'malformed' } });
  });
});
