import { describeWith, type PrivateRedis, startPrivateRedis } from '@skyledger/testing';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';

const ACCOUNTS = '/api/v1/cloud/accounts';

/** So slow that nothing comes back during a test. */
const settings = (more: Record<string, string> = {}): Record<string, string> => ({
  SKYLEDGER_API_REQUESTS_PER_SECOND: '1',
  SKYLEDGER_API_REQUEST_BURST: '500',
  SKYLEDGER_API_ATTEMPTS_PER_MINUTE: '10',
  ...more,
});
const problem = ({ status, body }: Answer): unknown[] => [status, body.type, body.policy];

describe('a principal', () => {
  let api: ApiHarness;
  let tenantId: string;
  let token: string;
  beforeAll(async () => {
    api = await startApi({
      settings: settings({
        SKYLEDGER_API_REQUEST_BURST: '60',
        SKYLEDGER_API_VALIDATIONS_PER_MINUTE: '2',
        SKYLEDGER_API_ATTEMPTS_PER_MINUTE: '1000',
      }),
    });
  });
  afterAll(() => api?.stop());
  beforeEach(async () => {
    tenantId = await api.addTenant();
    token = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
  });
  const read = (as: string): Promise<Answer> => api.call('GET', ACCOUNTS, { token: as });

  it('is told how much is left, and when all of it is there again', async () => {
    const { status, headers } = await read(token);
    expect(status).toBe(200);
    expect(headers['ratelimit-policy']).toBe('"requests";q=60;w=60');
    expect(headers['ratelimit']).toBe('"requests";r=59;t=1');
    expect(headers).not.toHaveProperty('retry-after');
  });

  it('is refused when it asks too much, and others are not', async () => {
    const answers: Answer[] = [];
    while (answers.at(-1)?.status !== 429 && answers.length < 200) answers.push(await read(token));
    const refused = answers.at(-1)!;
    expect(answers.length).toBeGreaterThan(60);
    expect(problem(refused)).toEqual([429, 'too-many-requests', 'requests']);
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['ratelimit']).toMatch(/^"requests";r=0;t=\d+$/);
    const neighbour = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
    expect((await read(neighbour)).status).toBe(200);
  });

  it('may ask providers less often than the ledger', async () => {
    const validate = (): Promise<Answer> => api.call('POST', ACCOUNTS, { token, body: {} });
    expect((await validate()).status).toBe(400);
    const second = await validate();
    expect(second.headers['ratelimit']).toMatch(
      /^"requests";r=\d+;t=\d+, "validations";r=0;t=\d+$/,
    );
    expect(problem(await validate())).toEqual([429, 'too-many-requests', 'validations']);
    expect((await read(token)).status).toBe(200);
  });
});

describe('an address without a good token', () => {
  let api: ApiHarness;
  beforeAll(async () => {
    api = await startApi({ settings: settings() });
  });
  afterAll(() => api?.stop());

  it('may not go on guessing, not even rightly; tokens that were good before work on', async () => {
    const tenantId = await api.addTenant();
    const [known, unknown] = [
      await api.addToken(tenantId, BUILT_IN_ROLES.viewer),
      await api.addToken(tenantId, BUILT_IN_ROLES.viewer),
    ];
    expect((await api.call('GET', ACCOUNTS, { token: known })).status).toBe(200);
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, guess) =>
        api.call('GET', ACCOUNTS, { token: `sky_${guess}` }),
      ),
    );
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(9);
    expect(problem(guesses.find(({ status }) => status === 429)!)).toEqual([
      429,
      'too-many-requests',
      'attempts',
    ]);
    expect(problem(await api.call('GET', ACCOUNTS))[0]).toBe(429);
    expect((await api.call('GET', ACCOUNTS, { token: unknown })).status).toBe(429);
    expect((await api.call('GET', ACCOUNTS, { token: known })).status).toBe(200);
  });
});

describeWith(['redis'], 'limits of several processes', () => {
  let server: PrivateRedis;
  beforeEach(async () => {
    server = await startPrivateRedis();
  });
  afterEach(() => server.dispose());

  it('hold for all of them together, and for each alone while Redis is away', async () => {
    const api = await startApi({
      settings: settings({ SKYLEDGER_API_REQUEST_BURST: '2', REDIS_URL: server.url }),
    });
    try {
      const token = await api.addToken(await api.addTenant(), BUILT_IN_ROLES.viewer);
      const read = async (): Promise<number> => (await api.call('GET', ACCOUNTS, { token })).status;
      let last = 0;
      for (let made = 0; made < 20 && last !== 429; made += 1) last = await read();
      expect(last).toBe(429);
      await server.dispose();
      expect(await read()).toBe(200);
    } finally {
      await api.stop();
    }
  });
});
