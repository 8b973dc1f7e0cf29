import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultEffect } from '@skyledger/cloud-emulator';
import { eventually } from '@skyledger/testing';
import {
  type ApiAnswer,
  expectNoCrash,
  onEachTransport,
  type Platform,
  startPlatform,
  type StartedPlatform,
  Wizard,
} from '../harness';
import { canariesIn } from './canaries';
import { CANARY_LOGINS, canaryEstate, type CanaryLogin, credentialsOf } from './canary-logins';
import { type MessageTap, tapMessages } from './message-tap';

const OF_OURS = {
  'encryption key': 'ca9a51ca9a51ca9a51ca9a51ca9a51ca9a51ca9a51ca9a51ca9a51ca9a51ca9a',
  'password in a payload': 'CANARY-root-password-of-a-server',
  'idempotency key': 'CANARY-idempotency-key-0123456789',
};
const canaries = new Map([
  ...Object.entries(OF_OURS),
  ...CANARY_LOGINS.flatMap((login) => login.canaries),
]);
const found = (text: string): string[] => canariesIn(text, canaries);

/** Is in no secret, and must be found wherever is searched: or the search would prove nothing. */
const MARKER = 'MARKER-account-name';

/** A collector that keeps all that is sent to it. */
async function startCollector(): Promise<{ server: Server; url: string; bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString('latin1'));
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

onEachTransport('secrets', (transport) => {
  let started: StartedPlatform;
  let platform: Platform;
  let tap: MessageTap;
  let collector: Awaited<ReturnType<typeof startCollector>>;
  const answers: ApiAnswer[] = [];
  const accounts = new Map<CanaryLogin['provider'], string>();

  beforeAll(async () => {
    collector = await startCollector();
    started = await startPlatform({
      transport,
      estate: canaryEstate(),
      env: {
        LOG_LEVEL: 'trace',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        CLOUD_ENCRYPTION_KEY: OF_OURS['encryption key'],
        // Limits are tried elsewhere; here they would only take time.
        SKYLEDGER_RATE_SHARE: '100',
        SKYLEDGER_API_VALIDATIONS_PER_MINUTE: '10000',
      },
    });
    platform = started.platform;
    // What a server's payload must not show, should a provider ever send it.
    const password = OF_OURS['password in a payload'];
    platform.emulator.faults.add({
      match: { provider: 'hetzner', action: '/servers' },
      effect: {
        type: 'replace-text',
        find: '"name":',
        replace: `"root_password":"${password}","name":`,
      },
    });
    canaries.set('admin token', platform.parts.env['SKYLEDGER_ADMIN_TOKEN']!);
    tap = await tapMessages(platform);
  });
  afterAll(async () => {
    await tap?.close();
    await started?.stop();
    collector?.server.close();
  });

  const ask = async (
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> => {
    const answer = await platform.api.ask(method, path, body, undefined, headers);
    answers.push(answer);
    return answer;
  };
  const add = (name: string, provider: string, credentials: unknown): Promise<ApiAnswer> =>
    ask('POST', '/cloud/accounts', { name, provider, credentials, schedule: { kind: 'manual' } });
  const ofAll = (work: (account: string) => Promise<unknown>): Promise<unknown> =>
    Promise.all([...accounts.values()].map(work));

  describe.each(CANARY_LOGINS)('$provider', (login) => {
    const { provider, method, values, wrong, secretFields } = login;
    const credentials = credentialsOf(login, values);
    const [secretField] = secretFields as [string];
    const secret = values[secretField];

    it('refuses what it does not know, and what is no credentials', async () => {
      const refusals = [
        await add('refused', provider, credentialsOf(login, wrong)),
        await add('refused', provider, { ...credentials, surplus: secret }),
        await add('refused', provider, { ...credentials, [secretField]: { nested: secret } }),
        await add('refused', provider, secret),
      ];
      for (const { status } of refusals) {
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }
    });

    it('adds an account once, and replaces its credentials', async () => {
      const added = await add(`${MARKER} ${provider}`, provider, credentials);
      expect(added).toMatchObject({ status: 201 });
      const { id } = added.body as { id: string };
      accounts.set(provider, id);
      expect(await add('again', provider, credentials)).toMatchObject({ status: 409 });
      const path = `/cloud/accounts/${id}/credentials`;
      const refused = await ask('PUT', path, { credentials: credentialsOf(login, wrong) });
      expect([409, 422]).toContain(refused.status);
      expect(await ask('PUT', path, { credentials })).toMatchObject({ status: 200 });
    });

    it('goes through a wizard that is refused, and left open with what it holds', async () => {
      const wizard = await Wizard.begin(platform.api);
      for (const [step, body] of [
        ['provider', { provider }],
        ['environment', { name: `${MARKER} again`, environment: 'staging' }],
        ['authentication', { method }],
        ['credentials', { ...values, surplus: secret }],
      ] as const) {
        answers.push(await wizard.save(step, body));
      }
      for (const filledIn of [wrong, values]) {
        answers.push(await wizard.save('credentials', filledIn));
        const refused = await wizard.validate();
        expect([409, 422]).toContain(refused.status);
        answers.push(refused, await wizard.complete());
      }
      const shown = await wizard.show();
      expect(shown.body.credentials).toMatchObject({ type: method });
      answers.push(shown);
    });
  });

  it('go through runs with everything that may fail', async () => {
    const { faults } = platform.emulator;
    await platform.settled();
    const rounds: FaultEffect[][] = [
      [{ type: 'deny' }, { type: 'throttle' }, { type: 'status', status: 500 }],
      [{ type: 'expire-token' }, { type: 'malformed' }, { type: 'truncate' }],
    ];
    for (const effects of rounds) {
      // One after the other, each for some requests of every provider.
      const removes = effects.flatMap((effect, turn) =>
        CANARY_LOGINS.map(({ provider }) =>
          faults.add({ match: { provider, after: 4 * turn, times: 4 }, effect }),
        ),
      );
      await ofAll(async (account) => {
        await ask('POST', `/cloud/accounts/${account}/discover`);
        await ask('POST', `/cloud/accounts/${account}/revalidate`);
      });
      await platform.settled(120_000);
      for (const remove of removes) remove();
    }
    await ofAll(async (account) => {
      await ask('POST', `/cloud/accounts/${account}/revalidate`);
      await ask('POST', `/cloud/accounts/${account}/discover`);
      await ask('GET', `/cloud/accounts/${account}`);
    });
    await platform.settled();
    expectNoCrash(platform);
  });

  it('go through requests that are sent again, and all that can be listed', async () => {
    const key = { 'idempotency-key': OF_OURS['idempotency key'] };
    const body = { name: `${MARKER} token`, scopes: ['Resource:read'] };
    const made = await platform.api.ask<{ token: string }>('POST', '/tokens', body, undefined, key);
    const again = await platform.api.ask('POST', '/tokens', body, undefined, key);
    // Shown to who made it, and nowhere else.
    expect(again.body).toEqual(made.body);
    canaries.set('API token', made.body.token);

    for (const path of ['accounts', 'resources', 'findings', 'runs', 'summary']) {
      await ask('GET', `/cloud/${path}`);
    }
    for (const path of ['/cloud/onboarding-sessions', '/cloud/credentials/health', '/tokens']) {
      expect((await ask('GET', path)).status).toBe(200);
    }
    await ask('GET', '/audit?limit=500');
    const servers = await platform.api.all<{ id: string }>(
      '/cloud/resources?type=vm&provider=hetzner',
    );
    await ask('GET', `/cloud/resources/${servers[0]!.id}`);
    await ask('GET', `/cloud/resources/${servers[0]!.id}/history`);
    await platform.api.delete(
      `/cloud/accounts/${accounts.get('aws')}?confirm=${encodeURIComponent(`${MARKER} aws`)}`,
    );
    await platform.settled();
    expectNoCrash(platform);
  });

  it('are in no answer of the API', () => {
    const text = answers
      .map((answer) => JSON.stringify([answer.body, [...answer.headers]]))
      .join('\n');
    expect(text).toContain(MARKER);
    expect(found(text)).toEqual([]);
  });

  it('are in no column of any table, and sealed where they must be', async () => {
    const tables = await platform.owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('public', 'messaging')`,
    );
    const held = new Map<string, string>();
    for (const { name } of tables) {
      const rows = await platform.owner.query<{ row: string }>(
        `SELECT to_jsonb(t)::text AS row FROM ${name} t`,
      );
      const text = rows.map(({ row }) => row).join('\n');
      expect({ name, found: found(text) }).toEqual({ name, found: [] });
      held.set(name, text);
    }
    expect(held.size).toBeGreaterThan(20);
    for (const table of ['audit_log', 'onboarding_sessions', 'cloud_accounts']) {
      expect(held.get(`public.${table}`)).toContain(MARKER);
    }
    const many = CANARY_LOGINS.length;
    for (const [sealed, count] of [
      ['cloud_credentials WHERE length(ciphertext) > 60', many - 1],
      ['onboarding_sessions WHERE length(ciphertext) > 60', many],
      ['idempotency_keys WHERE length(body) > 60', 1],
    ] as const) {
      expect(await platform.owner.number(`SELECT count(*) FROM ${sealed}`)).toBe(count);
    }
    const stripped = `SELECT count(*) FROM cloud_resource_payloads WHERE payload::text LIKE '%root_password%'`;
    expect(await platform.owner.number(stripped)).toBeGreaterThan(0);
  });

  it('are in no message', async () => {
    const text = await tap.text();
    // Events and requests alike, the latter with credentials in them that are sealed.
    for (const part of ['discovery.requested', 'ciphertext', MARKER]) expect(text).toContain(part);
    expect(found(text)).toEqual([]);
  });

  it('are in no log line and no metric', async () => {
    for (const service of platform.all) {
      const { name, app } = service;
      const metrics = await service.metrics();
      expect({ name, found: found(app.output + metrics) }).toEqual({ name, found: [] });
      expect(app.output.length).toBeGreaterThan(100);
      expect(metrics).toContain('# TYPE');
    }
  });

  it('are in no trace', async () => {
    // Sent in clear text by every service that had work to do, or the search would prove nothing.
    const services = [
      'gateway',
      'accounts',
      'discovery-worker',
      'check-evaluator',
      'agent-matcher',
    ];
    await eventually(() => {
      const text = collector.bodies.join('');
      for (const service of services) expect(text).toContain(`skyledger-${service}`);
    });
    expect(found(collector.bodies.join('\n'))).toEqual([]);
  });
});
