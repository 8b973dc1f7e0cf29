import type { Emulator, EstateSpec, FaultEffect, FaultMatch } from '../index';
import { oddNames, startEmulator } from '../index';

const SPEC: EstateSpec = {
  seed: 2,
  aws: [],
  hetzner: [{ token: 'token', projectName: 'shop', counts: { servers: 60, networks: 1 } }],
};

interface Servers {
  readonly servers: {
    readonly id: number;
    readonly name: string;
    readonly public_net: { ipv4: unknown };
  }[];
  readonly meta: { readonly pagination: { readonly next_page: number | null } };
}

describe('faults of the emulated Hetzner Cloud', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC });
  });
  afterEach(() => emulator.faults.clear());
  afterAll(() => emulator.close());

  const fault = (effect: FaultEffect, match: FaultMatch = {}): (() => void) =>
    emulator.faults.add({ match: { provider: 'hetzner', ...match }, effect });
  const get = (path = '/servers', init: RequestInit = {}): Promise<Response> =>
    fetch(emulator.hetznerEndpoint + path, { headers: { authorization: 'Bearer token' }, ...init });
  const servers = async (query = ''): Promise<Servers> =>
    (await (await get(`/servers${query}`)).json()) as Servers;

  it.each<[FaultEffect, number, string]>([
    [{ type: 'throttle' }, 429, 'rate_limit_exceeded'],
    [{ type: 'deny' }, 403, 'forbidden'],
    [{ type: 'expire-token' }, 401, 'unauthorized'],
    [{ type: 'status', status: 500 }, 500, 'server_error'],
    [{ type: 'status', status: 503 }, 503, 'unavailable'],
    [{ type: 'status', status: 504 }, 504, 'timeout'],
  ])('%j is worded as the API does', async (effect, status, code) => {
    fault(effect);
    const response = await get();
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code, message: expect.any(String) } });
  });

  it('answers a bad gateway in HTML', async () => {
    fault({ type: 'status', status: 502 });
    const response = await get();
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('<html>');
  });

  it('sends Retry-After when told to', async () => {
    fault({ type: 'throttle', retryAfterSeconds: 3 }, { times: 1 });
    fault({ type: 'throttle' }, { times: 2 });
    expect((await get()).headers.get('retry-after')).toBe('3');
    expect((await get()).headers.get('retry-after')).toBeNull();
    expect((await get()).status).toBe(200);
  });

  it('strikes only the path and page it is meant for', async () => {
    fault({ type: 'deny' }, { action: '/servers', page: 2 });
    expect((await get('/servers?page=1')).status).toBe(200);
    expect((await get('/servers?page=2')).status).toBe(403);
    expect((await get('/networks?page=2')).status).toBe(200);
  });

  it.each([{ chunked: false }, { chunked: true }])(
    'cuts a body in the middle (%j)',
    async ({ chunked }) => {
      fault({ type: 'truncate', keep: 0.9, chunked });
      const response = await get();
      expect(response.status).toBe(200);
      expect(response.headers.has('content-length')).toBe(!chunked);
      await expect(response.text()).rejects.toThrow();
    },
  );

  it('never answers, until it is closed', async () => {
    const own = await startEmulator({ estate: SPEC });
    own.faults.add({ match: {}, effect: { type: 'hang' } });
    const asked = fetch(`${own.hetznerEndpoint}/servers`, {
      headers: { authorization: 'Bearer token' },
    });
    const outcome = expect(asked).rejects.toThrow();
    while (own.stats.count({ status: 0 }) === 0) await new Promise(setImmediate);
    expect(own.stats.snapshot().open).toBe(1);
    await own.close();
    await outcome;
  });

  it('ends a document early in a complete response', async () => {
    fault({ type: 'malformed' });
    await expect(servers()).rejects.toThrow('JSON');
  });

  it('spoils paging', async () => {
    const repeat = fault({ type: 'repeat-token' });
    expect((await servers('?page=2')).meta.pagination.next_page).toBe(2);
    repeat();
    const empty = fault({ type: 'empty-page' }, { page: 3 });
    expect(await servers('?page=3')).toMatchObject({
      servers: [],
      meta: { pagination: { next_page: 4 } },
    });
    empty();
    const twice = fault({ type: 'duplicate-item' });
    expect(
      (await servers()).servers.filter((each, _at, [first]) => each.id === first?.id),
    ).toHaveLength(2);
    twice();
    fault({ type: 'huge-page', items: 55 });
    expect((await servers('?per_page=10')).servers).toHaveLength(55);
  });

  it.each(Object.entries(oddNames))('sends a name that is odd: %s', async (_what, name) => {
    fault({ type: 'rename', name });
    const text = await (await get()).text();
    expect((JSON.parse(text) as Servers).servers[0]?.name).toBe(name);
    if (name === oddNames.nul) expect(text).toContain('web\\u0000server');
    if (name === oddNames.loneSurrogate) expect(text).toContain('web\\ud800server');
  });

  it('sends null where there should be a value, and any other text', async () => {
    fault({ type: 'null-fields', fields: ['ipv4'] });
    fault({ type: 'replace-text', find: '"id":50000000,', replace: '"id":9007199254740993123,' });
    const text = await (await get()).text();
    expect(text).toContain('"id":9007199254740993123,');
    expect(
      (JSON.parse(text) as Servers).servers.every((each) => each.public_net.ipv4 === null),
    ).toBe(true);
  });
});
