import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultEffect } from '@skyledger/cloud-emulator';
import { eventually } from '@skyledger/testing';
import {
  type ApiAnswer,
  aHetznerProject,
  anAwsAccount,
  anEstate,
  expectNoCrash,
  type Platform,
  startPlatform,
  type StartedPlatform,
  TRANSPORTS,
  Wizard,
} from '../harness';

const ROLE = 'arn:aws:iam::111122220001:role/Reader';
/** Texts that exist nowhere else, so that a find is a leak. */
const CANARIES = {
  'secret access key': 'CANARY/aws+secret/access=key0123456789ab',
  'wrong secret access key': 'CANARY/aws+wrong/secret=key0123456789abc',
  'Hetzner token': 'CANARYhetznerTokenCANARYhetznerTokenCANARYhetznerTokenCANARY0123',
  'wrong Hetzner token': 'CANARYwrongTokenCANARYwrongTokenCANARYwrongTokenCANARYwrong0123',
  'password in a payload': 'CANARY-root-password-of-a-server',
  'encryption key': 'ca9a51ca9a51ca9a51ca9a51ca9a51ca9a51ca9a51ca9a51ca9a51ca9a51ca9a',
  'admin token': 'CANARY-admin-token-0123456789',
};
/** Is in no secret, and must be found wherever is searched: or the search would prove nothing. */
const MARKER = 'MARKER-account-name';

const awsSpec = anAwsAccount(1, {
  secretAccessKey: CANARIES['secret access key'],
  regions: [{ name: 'us-east-1' }],
  roles: [{ arn: ROLE }],
});
const hetznerSpec = aHetznerProject(1, { token: CANARIES['Hetzner token'] });

/** A text as it may be written: as it is, encoded, escaped, as bytes. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 of a text inside a longer one depends on where it begins.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

function found(text: string): string[] {
  return Object.entries(CANARIES).flatMap(([name, secret]) =>
    formsOf(secret).some((form) => text.toLowerCase().includes(form.toLowerCase())) ? [name] : [],
  );
}

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

/** Keeps a copy of every message and outbox row, since they are gone once they were handled. */
async function keepMessages(platform: Platform): Promise<void> {
  await platform.owner.query(`
    CREATE TABLE kept_messages (source text, content text);
    CREATE FUNCTION keep_message() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      INSERT INTO public.kept_messages VALUES (TG_TABLE_NAME, to_jsonb(NEW)::text);
      RETURN NULL;
    END $$`);
  for (const table of [
    'outbox',
    'messaging.messages',
    'messaging.calls',
    'messaging.dead_letters',
  ]) {
    await platform.owner.query(
      `CREATE TRIGGER keep AFTER INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION keep_message()`,
    );
  }
}

describe.each(TRANSPORTS)('secrets, over %s', (transport) => {
  let started: StartedPlatform;
  let platform: Platform;
  let collector: Awaited<ReturnType<typeof startCollector>>;
  const answers: ApiAnswer[] = [];

  beforeAll(async () => {
    collector = await startCollector();
    started = await startPlatform({
      transport,
      estate: anEstate({ aws: [awsSpec], hetzner: [hetznerSpec] }),
      env: {
        LOG_LEVEL: 'trace',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        CLOUD_ENCRYPTION_KEY: CANARIES['encryption key'],
      },
    });
    platform = started.platform;
    await keepMessages(platform);
  });
  afterAll(async () => {
    await started?.stop();
    collector?.server.close();
  });

  const ask = async (method: string, path: string, body?: object): Promise<ApiAnswer> => {
    const answer = await platform.api.ask(method, path, body);
    answers.push(answer);
    return answer;
  };
  const add = (name: string, provider: string, credentials: object): Promise<ApiAnswer> =>
    ask('POST', '/cloud/accounts', { name, provider, credentials, schedule: { kind: 'manual' } });
  const keys = (secret_access_key: string): object => ({
    access_key_id: awsSpec.accessKeyId,
    secret_access_key,
  });
  const idOf = (answer: ApiAnswer): string => (answer.body as { id: string }).id;

  it('go through a whole life, with everything that may fail', async () => {
    const { faults } = platform.emulator;
    // What a server's payload must not show, should a provider ever send it.
    faults.add({
      match: { provider: 'hetzner', action: '/servers' },
      effect: {
        type: 'replace-text',
        find: '"name":',
        replace: `"root_password":"${CANARIES['password in a payload']}","name":`,
      },
    });
    for (const [provider, credentials] of [
      ['aws', keys(CANARIES['wrong secret access key'])],
      ['aws', { ...keys(CANARIES['secret access key']), access_key_id: 'wrong' }],
      ['aws', { ...keys(CANARIES['secret access key']), surplus: CANARIES['secret access key'] }],
      ['aws', { secret_access_key: CANARIES['secret access key'] }],
      ['hetzner', { api_token: CANARIES['wrong Hetzner token'] }],
      ['hetzner', { api_token: { nested: CANARIES['Hetzner token'] } }],
      ['hetzner', CANARIES['Hetzner token']],
    ] as const) {
      const refused = await add('refused', provider, credentials as object);
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.status).toBeLessThan(500);
    }
    const role = { role_arn: ROLE, ...keys(CANARIES['secret access key']) };
    const aws = idOf(await add(`${MARKER} aws`, 'aws', role));
    const hetzner = idOf(
      await add(`${MARKER} hetzner`, 'hetzner', { api_token: CANARIES['Hetzner token'] }),
    );
    expect(
      idOf(await add('again', 'hetzner', { api_token: CANARIES['Hetzner token'] })),
    ).toBeUndefined();
    // Sessions stay open with what they hold, the one refused, the other of an account that is there.
    for (const [provider, method, credentials] of [
      ['aws', 'role', { role_arn: ROLE, ...keys(CANARIES['wrong secret access key']) }],
      ['hetzner', 'api_token', { api_token: CANARIES['Hetzner token'] }],
    ] as const) {
      const wizard = await Wizard.begin(platform.api);
      for (const [step, body] of [
        ['provider', { provider }],
        ['environment', { name: `${MARKER} again`, environment: 'staging' }],
        ['authentication', { method }],
        ['credentials', { ...credentials, surplus: CANARIES['secret access key'] }],
        ['credentials', credentials],
      ] as const) {
        answers.push(await wizard.save(step, body));
      }
      const refused = await wizard.validate();
      expect([409, 422]).toContain(refused.status);
      const shown = await wizard.show();
      expect(shown.body.credentials).toMatchObject({ type: method });
      answers.push(refused, shown);
    }
    await platform.settled();

    const effects: FaultEffect[] = [
      { type: 'deny' },
      { type: 'throttle' },
      { type: 'expire-token' },
      { type: 'status', status: 500 },
      { type: 'malformed' },
      { type: 'truncate' },
    ];
    for (const effect of effects) {
      const remove = faults.add({ match: { times: 25 }, effect });
      for (const account of [aws, hetzner]) {
        await ask('POST', `/cloud/accounts/${account}/discover`);
        await ask('POST', `/cloud/accounts/${account}/revalidate`);
      }
      await platform.settled(120_000);
      remove();
    }
    for (const account of [aws, hetzner]) {
      await ask('POST', `/cloud/accounts/${account}/discover`);
      await ask('GET', `/cloud/accounts/${account}`);
    }
    await platform.settled();
    for (const path of ['accounts', 'resources', 'findings', 'runs', 'summary']) {
      await ask('GET', `/cloud/${path}`);
    }
    const servers = await platform.api.all<{ id: string }>(
      '/cloud/resources?type=vm&provider=hetzner',
    );
    await ask('GET', `/cloud/resources/${servers[0]!.id}`);
    await ask('GET', `/cloud/resources/${servers[0]!.id}/history`);
    await platform.api.delete(
      `/cloud/accounts/${aws}?confirm=${encodeURIComponent(`${MARKER} aws`)}`,
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

  it('are in no column of any table, in no message, and sealed where they must be', async () => {
    const tables = await platform.owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('public', 'messaging')`,
    );
    expect(tables.length).toBeGreaterThan(20);
    let all = '';
    for (const { name } of tables) {
      const rows = await platform.owner.query<{ row: string }>(
        `SELECT to_jsonb(t)::text AS row FROM ${name} t`,
      );
      const text = rows.map(({ row }) => row).join('\n');
      expect({ name, found: found(text) }).toEqual({ name, found: [] });
      all += text;
    }
    expect(all).toContain(MARKER);
    const kept = 'SELECT count(*) FROM kept_messages';
    expect(await platform.owner.number(kept)).toBeGreaterThan(10);
    const sealed = 'SELECT count(*) FROM cloud_credentials WHERE length(ciphertext) > 60';
    expect(await platform.owner.number(sealed)).toBe(1);
    const stripped = `SELECT count(*) FROM cloud_resource_payloads WHERE payload::text LIKE '%root_password%'`;
    expect(await platform.owner.number(stripped)).toBeGreaterThan(0);
  });

  it('are in no log line and no metric', async () => {
    for (const service of platform.all) {
      const metrics = service.name === 'gateway' ? '' : await service.metrics();
      const { name, app } = service;
      expect({ name, found: found(app.output + metrics) }).toEqual({ name, found: [] });
      expect(app.output.length).toBeGreaterThan(100);
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

describe('the search', () => {
  it('finds a secret in every form it may have', () => {
    const secret = CANARIES['secret access key'];
    const padded = `user:${secret}:more`;
    for (const text of [
      padded,
      encodeURIComponent(padded),
      JSON.stringify({ padded }),
      Buffer.from(padded).toString('base64'),
      Buffer.from(` ${padded}`).toString('base64'),
      Buffer.from(`  ${padded}`).toString('base64url'),
      Buffer.from(padded).toString('hex'),
    ]) {
      expect(found(text)).toEqual(['secret access key']);
    }
  });
});
