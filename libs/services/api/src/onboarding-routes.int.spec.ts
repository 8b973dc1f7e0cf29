import { CREDENTIALS_FIELD } from '@skyledger/contracts';
import { VaultProvider } from '@skyledger/vault';
import type { z } from 'zod';
import { sessionSchema } from './onboarding/onboarding.schema';
import type { Answer } from './testing/api-harness';
import {
  ENVIRONMENT,
  OnboardingCalls,
  OnboardingServices,
  SESSIONS,
} from './testing/onboarding-calls';

const KEYS = {
  access_key_id: 'AKIACANARYCANARYCANA',
  secret_access_key: 'canary-secret-0000000000000000000000000000',
};

let calls: OnboardingCalls;

beforeAll(async () => {
  calls = await OnboardingCalls.start();
});
afterAll(() => calls?.api.stop());
beforeEach(() => calls.beginTenant());

const stepOf = (
  body: Answer['body'],
  name: string,
): z.infer<typeof sessionSchema>['steps'][number] =>
  sessionSchema.parse(body).steps.find(({ step }) => step === name)!;

describe('a new session', () => {
  it('is answered with the form of each step', async () => {
    const { status, headers, body } = await calls.api.call('POST', SESSIONS, {
      token: calls.token,
    });
    expect([status, headers['etag'], headers['location']]).toEqual([
      201,
      '"v1"',
      `${SESSIONS}/${body.id}`,
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
    expect((await calls.show(body.id)).body).toEqual(body);
  });
});

describe('a session', () => {
  it('shows what was filled in, and the forms that follow from it', async () => {
    const { id } = await calls.begin();
    await calls.onSession(
      id,
      `provider = 'aws', method = 'access_keys', version = 5, key_id = 'key', ciphertext = '\\x00',
       fingerprint = '5d41402abc4b', credentials_stored_at = now(),
       settings = '{"name": "Production", "environment": "staging", "regions": null, "resourceTypes": ["vm"],
         "schedule": {"kind": "manual"}, "labels": {}, "group": null}'`,
    );
    const { headers, body } = await calls.show(id);
    expect(headers['etag']).toBe('"v5"');
    expect(sessionSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      current_step: 'validation',
      provider: 'aws',
      credentials: { type: 'access_keys', fingerprint: '5d41402abc4b' },
      set_up: [
        expect.stringContaining('role'),
        expect.any(String),
        expect.any(String),
        expect.stringContaining('optional'),
      ],
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
    const { id } = await calls.begin();
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
    await calls.onSession(id, said(refusal));
    const refused = (await calls.show(id)).body;
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
    await calls.onSession(id, `${said(accepted)}, inputs_version = 1`);
    expect((await calls.show(id)).body.validation).toMatchObject({
      outcome: 'accepted',
      stale: true,
      native_account_id: '111122223333',
      display_name: 'us',
      warnings: ['They may write.'],
      problem: null,
    });
  });

  it('answers what the service refuses as it is told', async () => {
    const { id } = await calls.begin();
    const { status, body } = await calls.api.call('POST', `${SESSIONS}/${id}/validate`, {
      token: calls.token,
    });
    expect([status, body.type, body.account_id]).toEqual([409, 'account-exists', 'x']);
  });
});

describe('a step', () => {
  it('is passed on with the versions that may be changed, and what was left out filled in', async () => {
    const { id } = await calls.begin();
    await calls.put(id, 'provider', { provider: 'aws' });
    await calls.put(id, 'authentication', { method: 'role' }, '*');
    await calls.put(id, 'environment', ENVIRONMENT, '"v3", "v4"');
    const [, tokenId] = /^token:(.+)$/.exec(OnboardingServices.asked[0]!.owner)!;
    expect(tokenId).toMatch(/^[0-9a-f-]{36}$/);
    const whose = {
      tenantId: calls.tenantId,
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
    expect(OnboardingServices.asked).toEqual([
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
    const { id } = await calls.begin();
    const answer = await calls.put(id, step, body);
    expect([answer.status, answer.body.type]).toEqual([400, 'validation-failed']);
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect(OnboardingServices.asked).toEqual([]);
  });

  it('has to say which version it changes', async () => {
    const { id } = await calls.begin();
    for (const step of ['provider', 'environment', 'authentication', 'credentials']) {
      const body = { provider: 'aws', method: 'role', ...ENVIRONMENT };
      const { status } = await calls.put(id, step, step === 'environment' ? ENVIRONMENT : body, '');
      expect([step, [400, 428].includes(status)]).toEqual([step, true]);
    }
    expect((await calls.put(id, 'provider', { provider: 'aws' }, '')).status).toBe(428);
    expect(OnboardingServices.asked).toEqual([]);
  });
});

describe('credentials', () => {
  it('are sealed for the session, and go no further in plaintext', async () => {
    const { id } = await calls.begin();
    await calls.onSession(id, `provider = 'aws', method = 'access_keys'`);
    const answer = await calls.put(id, 'credentials', KEYS);
    expect(answer.status).toBe(200);
    expect(answer.text + JSON.stringify(OnboardingServices.asked)).not.toContain('canary');
    const input = OnboardingServices.asked[0]?.input;
    if (input?.step !== 'credentials') throw new Error('no credentials were passed on');
    expect(input).toMatchObject({ step: 'credentials', provider: 'aws', method: 'access_keys' });
    const sealed = {
      keyId: input.credentials.keyId,
      ciphertext: Buffer.from(input.credentials.ciphertext, 'base64'),
    };
    const context = { tenantId: calls.tenantId, accountId: id, field: CREDENTIALS_FIELD };
    const opened = calls.api.app.get(VaultProvider).get().openText(sealed, context);
    expect(JSON.parse(opened)).toEqual({ method: 'access_keys', ...KEYS });
  });

  it.each<[string, object, string]>([
    ['of another method', { role_arn: 'arn:aws:iam::111122223333:role/x' }, 'access_key_id'],
    ['with a wrong field', { ...KEYS, access_key_id: 'canary' }, 'access_key_id'],
    ['with a field too many', { ...KEYS, canary: 'x' }, 'canary'],
    ['with the method, which is chosen already', { ...KEYS, method: 'role' }, 'method'],
  ])('%s are refused by naming the field, without its value', async (_, values, field) => {
    const { id } = await calls.begin();
    await calls.onSession(id, `provider = 'aws', method = 'access_keys'`);
    const { status, body, text } = await calls.put(id, 'credentials', values);
    expect([status, body.errors[0].field]).toEqual([400, field]);
    expect(text).not.toContain('canary-');
    expect(OnboardingServices.asked).toEqual([]);
  });

  it('come after provider and method', async () => {
    const { id } = await calls.begin();
    const tooEarly = async (): Promise<unknown> => {
      const { status, body } = await calls.put(id, 'credentials', KEYS);
      return [status, body.type, body.errors[0].field];
    };
    expect(await tooEarly()).toEqual([409, 'step-too-early', 'provider']);
    await calls.onSession(id, `provider = 'aws'`);
    expect(await tooEarly()).toEqual([409, 'step-too-early', 'authentication']);
  });
});
