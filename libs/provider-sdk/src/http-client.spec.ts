import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { HttpClient } from './http-client';
import { HttpStatusError, MalformedResponseError } from './http-error';
import { classifyHttpError } from './http-fault';
import type { QuotaObservation, RequestGate } from './request-gate';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let baseUrl: string;
let answer: Answer;
let requests: IncomingMessage[];
let client: HttpClient;
let deadline: AbortController;
const observed: QuotaObservation[] = [];

/** One attempt; the test holds the deadline. Errors come out as the client threw them. */
const gate: RequestGate = {
  run: (_operation, send) => send(deadline.signal),
  observe: (quota) => {
    observed.push(quota);
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
});

beforeEach(() => {
  requests = [];
  observed.length = 0;
  deadline = new AbortController();
  client = new HttpClient({
    gate,
    baseUrl,
    headers: { authorization: 'Bearer canary-token' },
    maxBodyBytes: 100_000,
    readError: (body) => body as { code: string; message: string },
  });
});

afterEach(async () => {
  server.closeAllConnections();
  await client.close();
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const json = (body: string, status = 200, headers = {}): Answer => {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
};

const get = (query = {}): Promise<unknown> =>
  client.get('list', '/things', { query, read: (body) => body });

const failure = async (): Promise<unknown> =>
  get().then(
    () => {
      throw new Error('an answer came');
    },
    (error: unknown) => error,
  );

describe('HttpClient', () => {
  it('hands the headers on to who reads the body', async () => {
    answer = json('[1]', 200, { 'x-total-count': '7' });
    const read = (body: unknown, headers: { get(name: string): string | null }): unknown => [
      body,
      headers.get('x-total-count'),
    ];
    expect(await client.get('list', '/things', { read })).toEqual([[1], '7']);
  });

  it.each([
    [{ query: 'x' }, 'application/json', '{"query":"x"}'],
    [new URLSearchParams({ grant_type: 'a b' }), /x-www-form-urlencoded/, 'grant_type=a+b'],
  ])('posts %j', async (body, type, sent) => {
    const chunks: Buffer[] = [];
    answer = (request, response) => {
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => json('{"rows":[]}')(request, response));
    };
    const read = (answered: unknown): unknown => answered;
    await expect(client.post('query', '/rows', { body, read })).resolves.toEqual({ rows: [] });
    expect(requests[0]?.method).toBe('POST');
    expect(requests[0]?.headers['content-type']).toEqual(expect.stringMatching(type));
    expect(Buffer.concat(chunks).toString()).toBe(sent);
  });

  it('asks for headers at every attempt, telling what will be sent', async () => {
    let attempts = 0;
    const twice: RequestGate = {
      ...gate,
      run: async (operation, send) => {
        await gate.run(operation, send);
        return gate.run(operation, send);
      },
    };
    const signing = new HttpClient({
      gate: twice,
      baseUrl,
      headers: ({ method, url }) => ({ signature: `${method} ${url.pathname} ${(attempts += 1)}` }),
    });
    answer = json('{}');
    await signing.get('list', '/things', { read: (body) => body });
    await signing.close();
    expect(requests.map(({ headers }) => headers['signature'])).toEqual([
      'GET /v1/things 1',
      'GET /v1/things 2',
    ]);
  });

  it('appends path and query to the base address and sends the headers', async () => {
    answer = json('{"id":9007199254740993}');
    await expect(get({ page: 2, sort: 'id:asc' })).resolves.toEqual({ id: '9007199254740993' });
    expect(requests[0]?.url).toBe('/v1/things?page=2&sort=id%3Aasc');
    expect(requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      authorization: 'Bearer canary-token',
    });
  });

  it('reads compressed bodies', async () => {
    answer = (_request, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(gzipSync('{"a":1}'));
    };
    await expect(get()).resolves.toEqual({ a: 1 });
  });

  it('tells the gate what the headers said of the quota, also on refusals', async () => {
    const headers = { 'RateLimit-Remaining': '17', 'RateLimit-Reset': '1700000000' };
    answer = json('{}', 200, headers);
    await get();
    answer = json('{}', 429, headers);
    await failure();
    expect(observed).toEqual(Array(2).fill({ remaining: 17, resetAt: 1_700_000_000_000 }));
  });

  it('reads the quota from the headers the provider has for it, and tells which request', async () => {
    const told: unknown[] = [];
    const own = new HttpClient({
      gate: { ...gate, observe: (quota, operation) => told.push([operation, quota]) },
      baseUrl,
      readQuota: (headers) => ({ remaining: Number(headers.get('x-left')) }),
    });
    answer = json('{}', 200, { 'x-left': '4', 'RateLimit-Remaining': '17' });
    await own.post('graph:query', '/things', { body: {}, read: (body) => body });
    await own.close();
    expect(told).toEqual([['graph:query', { remaining: 4 }]]);
  });

  it('says nothing to the gate without quota headers', async () => {
    answer = json('{}');
    await get();
    expect(observed).toEqual([]);
  });

  it('throws status, code, message and wait of a refusal', async () => {
    answer = json('{"code":"rate_limit","message":"slow down"}', 429, { 'retry-after': '3' });
    const error = await failure();
    expect(error).toBeInstanceOf(HttpStatusError);
    expect(error).toMatchObject({
      status: 429,
      code: 'rate_limit',
      message: 'slow down',
      retryAfterMs: 3000,
    });
  });

  it.each([
    ['no JSON', 'text/html', '<h1>Bad gateway</h1>'],
    ['cut JSON', 'application/json', '{"code":"x'],
    ['an oversized body', 'application/json', JSON.stringify({ code: 'x'.repeat(70_000) })],
  ])('falls back on the status when a refusal brings %s', async (_what, type, body) => {
    answer = (_request, response) => {
      response.writeHead(502, { 'content-type': type }).end(body);
    };
    expect(await failure()).toMatchObject({
      name: 'HttpStatusError',
      status: 502,
      code: 'HTTP 502',
      message: 'answered with status 502',
    });
  });

  it('refuses redirects, so that credentials go nowhere else', async () => {
    answer = (request, response) => {
      const location = `${baseUrl}elsewhere`;
      if (request.url === '/v1/things') response.writeHead(302, { location }).end();
      else json('{}')(request, response);
    };
    const error = await failure();
    expect(error).toMatchObject({ name: 'HttpStatusError', status: 302 });
    expect(classifyHttpError(error).kind).toBe('malformed');
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['a cut document', 'application/json', '{"things":[{"id":1},{"i'],
    ['an empty body', 'application/json', ''],
    ['a web page', 'text/html', '<html>{}</html>'],
    ['more than it may hold', 'application/json', `"${'x'.repeat(200_000)}"`],
  ])('calls %s malformed, without quoting it', async (_what, type, body) => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    };
    const error = await failure();
    expect(error).toBeInstanceOf(MalformedResponseError);
    expect((error as Error).message).not.toContain('things');
    expect(classifyHttpError(error).kind).toBe('malformed');
  });

  it('stops reading a body that never ends', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const pump = (): void => {
        while (!response.destroyed && response.write('[1,'.repeat(10_000)));
      };
      response.on('drain', pump);
      pump();
    };
    expect(await failure()).toBeInstanceOf(MalformedResponseError);
  });

  it('never takes a connection cut in the body for the end of it', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{}', () => response.destroy());
    };
    expect(classifyHttpError(await failure()).kind).toBe('unavailable');
  });

  it('never takes a body shorter than announced for all of it', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{}', () => response.destroy());
    };
    expect(classifyHttpError(await failure()).kind).toBe('unavailable');
  });

  it('calls a connection reset before the answer unavailable', async () => {
    answer = (request) => request.socket.destroy();
    expect(classifyHttpError(await failure()).kind).toBe('unavailable');
  });

  it('calls an unreachable host unavailable', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await client.close();
    client = new HttpClient({ gate, baseUrl: `http://127.0.0.1:${port}` });
    expect(classifyHttpError(await failure())).toMatchObject({
      kind: 'unavailable',
      code: 'ECONNREFUSED',
    });
  });

  it.each(['before the headers', 'in the body'])('ends with the deadline %s', async (where) => {
    answer = (_request, response) => {
      if (where === 'in the body') {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{', () => setImmediate(() => deadline.abort()));
      } else {
        deadline.abort();
      }
    };
    expect(classifyHttpError(await failure())).toMatchObject({
      kind: 'unavailable',
      code: 'AbortError',
    });
  });

  it('reads inside the attempt, so that a refused shape can be asked for again', async () => {
    answer = json('{"unexpected":true}');
    const outcome = client.get('list', '/things', {
      read: () => {
        throw new MalformedResponseError('no list of things');
      },
    });
    await expect(outcome).rejects.toThrow('no list of things');
  });

  it('takes only http and https', () => {
    expect(() => new HttpClient({ gate, baseUrl: 'file:///etc/passwd' })).toThrow(TypeError);
  });
});
