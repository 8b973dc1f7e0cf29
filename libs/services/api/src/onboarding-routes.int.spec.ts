import { Controller } from '@nestjs/common';
import {
  completeOnboarding,
  CREDENTIALS_FIELD,
  ProblemError,
  saveOnboardingStep,
  startOnboarding,
  validateOnboarding,
} from '@skyledger/contracts';
import { Database, uuidv7 } from '@skyledger/database';
import { OnRequest } from '@skyledger/messaging';
import { VaultProvider } from '@skyledger/vault';
import type { z } from 'zod';
import { createdAccountSchema } from './accounts/account.schema';
import { sessionPageSchema, sessionSchema } from './onboarding/onboarding.schema';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { beginSession } from './testing/begin-session';
import { insertEntityTree } from './testing/entity-tree';

const PATH = '/api/v1/cloud/onboarding-sessions';
const KEYS = {
  access_key_id: 'AKIACANARYCANARYCANA',
  secret_access_key: 'canary-secret-0000000000000000000000000000',
};
const ENVIRONMENT = { name: 'Production', environment: 'production' };

/** Stores as the accounts service does, and remembers what it was asked. */
@Controller()
class Services {
  static readonly asked: z.infer<typeof saveOnboardingStep.request>[] = [];

  constructor(private readonly database: Database) {}

  @OnRequest(startOnboarding)
  async start(
    request: z.infer<typeof startOnboarding.request>,
  ): Promise<z.infer<typeof startOnboarding.response>> {
    return beginSession(this.database, request);
  }

  @OnRequest(saveOnboardingStep)
  async save(
    request: z.infer<typeof saveOnboardingStep.request>,
  ): Promise<z.infer<typeof saveOnboardingStep.response>> {
    Services.asked.push(request);
    return { version: '2' };
  }

  @OnRequest(completeOnboarding)
  async complete(
    request: z.infer<typeof completeOnboarding.request>,
  ): Promise<z.infer<typeof completeOnboarding.response>> {
    const accountId = uuidv7();
    await this.database.withTenant(request.tenantId, (tx) =>
      tx.query(
        `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by, entity_id)
         SELECT tenant_id, $1, 'aws', 'x', '1', 'active', '{"kind": "manual"}', 'test', (settings->>'entityId')::uuid
         FROM onboarding_sessions WHERE id = $2`,
        [accountId, request.sessionId],
      ),
    );
    return { accountId, runId: uuidv7(), warnings: ['They may write.'] };
  }

  @OnRequest(validateOnboarding)
  validate(): Promise<z.infer<typeof validateOnboarding.response>> {
    throw new ProblemError({
      type: 'account-exists',
      title: 'The account is in the ledger already',
      status: 409,
      extensions: { account_id: 'x' },
    });
  }
}

let api: ApiHarness;
let tenantId: string;
let token: string;

beforeAll(async () => {
  api = await startApi({ responders: [Services] });
});
afterAll(() => api?.stop());
beforeEach(async () => {
  Services.asked.length = 0;
  tenantId = await api.addTenant();
  token = await api.addToken(tenantId, ['CloudConnector:manage']);
});

const begin = async (): Promise<Answer['body']> => (await api.call('POST', PATH, { token })).body;
const show = (id: string, as = token): Promise<Answer> =>
  api.call('GET', `${PATH}/${id}`, { token: as });
const put = (id: string, step: string, body: unknown, ifMatch = '"v1"'): Promise<Answer> =>
  api.call('PUT', `${PATH}/${id}/steps/${step}`, { token, body, headers: { 'if-match': ifMatch } });
const onSession = async (id: string, sql: string): Promise<unknown> =>
  api.database.withTenant(tenantId, (tx) =>
    tx.query(`UPDATE onboarding_sessions SET ${sql} WHERE id = $1`, [id]),
  );
const stepOf = (
  body: Answer['body'],
  name: string,
): z.infer<typeof sessionSchema>['steps'][number] =>
  sessionSchema.parse(body).steps.find(({ step }) => step === name)!;

describe('a new session', () => {
  it('is answered with the form of each step', async () => {
    const { status, headers, body } = await api.call('POST', PATH, { token });
    expect([status, headers['etag'], headers['location']]).toEqual([
      201,
      '"v1"',
      `${PATH}/${body.id}`,
    ]);
    expect(sessionSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      status: 'open',
      current_step: 'provider',
      account_id: null,
      credentials: null,
      set_up: null,
      validation: null,
    });
    expect(body.steps.map(({ step }: { step: string }) => step)).toEqual([
      'provider',
      'environment',
      'authentication',
      'credentials',
      'validation',
      'review',
    ]);
    const offered = stepOf(body, 'provider').form as {
      properties: { provider: { oneOf: object[] } };
    };
    expect(offered.properties.provider.oneOf).toContainEqual({
      const: 'hetzner',
      title: 'Hetzner Cloud',
    });
    expect((await show(body.id)).body).toEqual(body);
  });
});

describe('a session', () => {
  it('shows what was filled in, and the forms that follow from it', async () => {
    const { id } = await begin();
    await onSession(
      id,
      `provider = 'aws', method = 'access_keys', version = 5, key_id = 'key', ciphertext = '\\x00',
       fingerprint = '5d41402abc4b', credentials_stored_at = now(),
       settings = '{"name": "Production", "environment": "staging", "regions": null, "resourceTypes": ["vm"],
         "schedule": {"kind": "manual"}, "labels": {}, "group": null}'`,
    );
    const { headers, body } = await show(id);
    expect(headers['etag']).toBe('"v5"');
    expect(sessionSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      current_step: 'validation',
      provider: 'aws',
      credentials: { type: 'access_keys', fingerprint: '5d41402abc4b' },
      set_up: [expect.stringContaining('role'), expect.any(String), expect.any(String)],
    });
    expect(stepOf(body, 'environment')).toMatchObject({
      state: 'done',
      values: { name: 'Production', environment: 'staging', resource_types: ['vm'] },
    });
    expect(stepOf(body, 'authentication').values).toEqual({ method: 'access_keys' });
    expect(stepOf(body, 'credentials')).toMatchObject({
      state: 'done',
      values: null,
      form: {
        properties: { secret_access_key: { writeOnly: true } },
        required: ['access_key_id', 'secret_access_key'],
      },
    });
  });

  it('shows what the provider said, and when that is about something else', async () => {
    const { id } = await begin();
    const refusal = {
      outcome: 'refused',
      problem: {
        type: 'validation-failed',
        title: 'No',
        status: 422,
        errors: [{ field: 'credentials', expected: 'others' }],
        extensions: { reason: 'denied', missing_permissions: ['ec2:DescribeVpcs'] },
      },
    };
    const said = (outcome: object): string =>
      `validation = '${JSON.stringify(outcome)}', validated_at = now(), validated_inputs = 0`;
    await onSession(id, said(refusal));
    const refused = (await show(id)).body;
    expect(sessionSchema.parse(refused)).toEqual(refused);
    expect(refused.validation).toMatchObject({
      outcome: 'refused',
      stale: false,
      missing_permissions: ['ec2:DescribeVpcs'],
      problem: { type: 'validation-failed', reason: 'denied', errors: [{ field: 'credentials' }] },
    });
    const accepted = {
      outcome: 'accepted',
      nativeAccountId: '111122223333',
      displayName: 'us',
      missingPermissions: [],
      warnings: ['They may write.'],
    };
    await onSession(id, `${said(accepted)}, inputs_version = 1`);
    expect((await show(id)).body.validation).toMatchObject({
      outcome: 'accepted',
      stale: true,
      native_account_id: '111122223333',
      display_name: 'us',
      warnings: ['They may write.'],
      problem: null,
    });
  });

  it('answers what the service refuses as it is told', async () => {
    const { id } = await begin();
    const { status, body } = await api.call('POST', `${PATH}/${id}/validate`, { token });
    expect([status, body.type, body.account_id]).toEqual([409, 'account-exists', 'x']);
  });
});

describe('a step', () => {
  it('is passed on with the versions that may be changed, and what was left out filled in', async () => {
    const { id } = await begin();
    await put(id, 'provider', { provider: 'aws' });
    await put(id, 'authentication', { method: 'role' }, '*');
    await put(id, 'environment', ENVIRONMENT, '"v3", "v4"');
    const [, tokenId] = /^token:(.+)$/.exec(Services.asked[0]!.owner)!;
    expect(tokenId).toMatch(/^[0-9a-f-]{36}$/);
    const whose = {
      tenantId,
      sessionId: id,
      owner: `token:${tokenId}`,
      actor: 'a token',
      by: expect.objectContaining({ kind: 'token', id: tokenId }) as object,
    };
    const settings = {
      ...ENVIRONMENT,
      regions: null,
      resourceTypes: null,
      schedule: { kind: 'interval', minutes: 240 },
      labels: {},
      group: null,
    };
    expect(Services.asked).toEqual([
      { ...whose, ifVersion: ['1'], input: { step: 'provider', provider: 'aws' } },
      { ...whose, ifVersion: null, input: { step: 'authentication', method: 'role' } },
      { ...whose, ifVersion: ['3', '4'], input: { step: 'environment', settings } },
    ]);
  });

  it.each<[string, string, unknown, string[]]>([
    ['an unknown provider', 'provider', { provider: 'acme' }, ['provider']],
    ['no provider', 'provider', {}, ['provider']],
    ['no name', 'environment', { environment: 'production' }, ['name']],
    [
      'much at once',
      'environment',
      { name: ' ', environment: 'prod', regions: [], schedule: { kind: 'interval', minutes: 4 } },
      ['name', 'environment', 'regions', 'schedule.minutes'],
    ],
    ['an unknown field', 'environment', { ...ENVIRONMENT, note: 'x' }, ['note']],
    ['no method', 'authentication', { method: 7 }, ['method']],
  ])('refuses %s, field by field', async (_, step, body, fields) => {
    const { id } = await begin();
    const answer = await put(id, step, body);
    expect([answer.status, answer.body.type]).toEqual([400, 'validation-failed']);
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect(Services.asked).toEqual([]);
  });

  it('has to say which version it changes', async () => {
    const { id } = await begin();
    for (const step of ['provider', 'environment', 'authentication', 'credentials']) {
      const body = { provider: 'aws', method: 'role', ...ENVIRONMENT };
      const { status } = await put(id, step, step === 'environment' ? ENVIRONMENT : body, '');
      expect([step, [400, 428].includes(status)]).toEqual([step, true]);
    }
    expect((await put(id, 'provider', { provider: 'aws' }, '')).status).toBe(428);
    expect(Services.asked).toEqual([]);
  });
});

describe('the entity of an account to be', () => {
  const complete = (id: string, as: string): Promise<Answer> =>
    api.call('POST', `${PATH}/${id}/complete`, { token: as });

  it('is one on which the person may manage accounts', async () => {
    const tree = await insertEntityTree(api.database, tenantId);
    token = await api.addToken(tenantId, ['CloudConnector:manage'], tree.left);
    const { id } = await begin();
    const environment = (entity_id: string): Promise<Answer> =>
      put(id, 'environment', { ...ENVIRONMENT, entity_id });
    expect((await environment(tenantId)).status).toBe(403);
    for (const unseen of [tree.right, uuidv7()]) {
      const { status, body } = await environment(unseen);
      expect([status, body.errors[0].field]).toEqual([422, 'entity_id']);
    }
    expect(Services.asked).toEqual([]);
    expect((await environment(tree.left)).status).toBe(200);
    expect(Services.asked[0]?.input).toMatchObject({ settings: { entityId: tree.left } });
  });

  it('is shown, is where the permission is needed, and is where the account hangs', async () => {
    const tree = await insertEntityTree(api.database, tenantId);
    token = await api.addToken(
      tenantId,
      ['CloudConnector:manage', 'CloudConnector:read'],
      tree.left,
    );
    const { id } = await begin();
    const settings = (entityId?: string): string =>
      `settings = '${JSON.stringify({ name: 'x', environment: 'staging', regions: null, entityId })}'`;
    for (const entityId of [undefined, tenantId]) {
      await onSession(id, settings(entityId));
      expect((await complete(id, token)).status).toBe(403);
    }
    await onSession(id, settings(tree.left));
    const shown = stepOf((await show(id)).body, 'environment');
    expect(shown.values).toMatchObject({ entity_id: tree.left });
    const { status, body } = await complete(id, token);
    expect([status, body.entity_id, body.warnings]).toEqual([201, tree.left, ['They may write.']]);
    expect(createdAccountSchema.parse(body)).toEqual(body);
  });
});

describe('credentials', () => {
  it('are sealed for the session, and go no further in plaintext', async () => {
    const { id } = await begin();
    await onSession(id, `provider = 'aws', method = 'access_keys'`);
    const answer = await put(id, 'credentials', KEYS);
    expect(answer.status).toBe(200);
    expect(answer.text + JSON.stringify(Services.asked)).not.toContain('canary');
    const input = Services.asked[0]?.input;
    if (input?.step !== 'credentials') throw new Error('no credentials were passed on');
    expect(input).toMatchObject({ step: 'credentials', provider: 'aws', method: 'access_keys' });
    const sealed = {
      keyId: input.credentials.keyId,
      ciphertext: Buffer.from(input.credentials.ciphertext, 'base64'),
    };
    const context = { tenantId, accountId: id, field: CREDENTIALS_FIELD };
    const opened = api.app.get(VaultProvider).get().openText(sealed, context);
    expect(JSON.parse(opened)).toEqual({ method: 'access_keys', ...KEYS });
  });

  it.each<[string, object, string]>([
    ['of another method', { role_arn: 'arn:aws:iam::111122223333:role/x' }, 'access_key_id'],
    ['with a wrong field', { ...KEYS, access_key_id: 'canary' }, 'access_key_id'],
    ['with a field too many', { ...KEYS, canary: 'x' }, 'canary'],
    ['with the method, which is chosen already', { ...KEYS, method: 'role' }, 'method'],
  ])('%s are refused by naming the field, without its value', async (_, values, field) => {
    const { id } = await begin();
    await onSession(id, `provider = 'aws', method = 'access_keys'`);
    const { status, body, text } = await put(id, 'credentials', values);
    expect([status, body.errors[0].field]).toEqual([400, field]);
    expect(text).not.toContain('canary-');
    expect(Services.asked).toEqual([]);
  });

  it('come after provider and method', async () => {
    const { id } = await begin();
    const tooEarly = async (): Promise<unknown> => {
      const { status, body } = await put(id, 'credentials', KEYS);
      return [status, body.type, body.errors[0].field];
    };
    expect(await tooEarly()).toEqual([409, 'step-too-early', 'provider']);
    await onSession(id, `provider = 'aws'`);
    expect(await tooEarly()).toEqual([409, 'step-too-early', 'authentication']);
  });
});

describe('the list', () => {
  it('shows your own sessions, page by page', async () => {
    const ids = [(await begin()).id, (await begin()).id, (await begin()).id];
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await api.call('GET', `${PATH}?limit=2${query}`, { token });
      expect(sessionPageSchema.parse(body)).toEqual(body);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids);
  });
});

describe('who did not begin a session', () => {
  it('is told nothing of it, be it another token of the tenant', async () => {
    const { id } = await begin();
    const colleague = await api.addToken(tenantId, [
      'CloudConnector:read',
      'CloudConnector:manage',
    ]);
    const stranger = await api.addToken(await api.addTenant(), [
      'CloudConnector:read',
      'CloudConnector:manage',
    ]);
    const ask = async (as: string, which: string): Promise<unknown[]> => {
      const answers = await Promise.all([
        show(which, as),
        ...['provider', 'environment', 'authentication', 'credentials'].map((step) =>
          api.call('PUT', `${PATH}/${which}/steps/${step}`, { token: as, body: 7 }),
        ),
        api.call('POST', `${PATH}/${which}/validate`, { token: as }),
        api.call('POST', `${PATH}/${which}/complete`, { token: as }),
        api.call('DELETE', `${PATH}/${which}`, { token: as }),
      ]);
      return answers.map(({ status, text }) => [status, text]);
    };
    const nothing = Array(8).fill([404, expect.stringContaining('no such onboarding session')]);
    for (const as of [colleague, stranger]) {
      for (const which of [id, uuidv7(), 'no-id']) expect(await ask(as, which)).toEqual(nothing);
      expect((await api.call('GET', PATH, { token: as })).body.items).toEqual([]);
    }
    expect((await show(id)).status).toBe(200);
  });

  it('is everybody once it has expired', async () => {
    const { id } = await begin();
    await onSession(id, 'expires_at = now()');
    expect((await show(id)).status).toBe(404);
    expect((await put(id, 'provider', { provider: 'aws' })).status).toBe(404);
    expect((await api.call('GET', PATH, { token })).body.items).toEqual([]);
  });
});
