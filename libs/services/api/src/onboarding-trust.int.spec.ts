import { CREDENTIALS_FIELD } from '@skyledger/contracts';
import { VaultProvider } from '@skyledger/vault';
import { sessionSchema } from './onboarding/onboarding.schema';
import { OnboardingCalls, OnboardingServices, SESSIONS } from './testing/onboarding-calls';

const EXTERNAL_ID = 'skyledger-0123456789abcdefghijklmnopqrstuv';
const ROLE = { role_arn: 'arn:aws:iam::111122223333:role/Reader' };

let calls: OnboardingCalls;

beforeAll(async () => {
  calls = await OnboardingCalls.start();
});
afterAll(() => calls?.api.stop());
beforeEach(() => calls.beginTenant());

/** A session for which an external id was minted, when it was about a role. */
async function minted(now = `provider = 'aws', method = 'role'`): Promise<string> {
  const { id } = await calls.begin();
  await calls.onSession(id, `external_id = '${EXTERNAL_ID}', ${now}`);
  return id;
}

it('is shown with the session, where to get its templates, and in the form', async () => {
  const id = await minted();
  const { body } = await calls.show(id);
  expect(sessionSchema.parse(body)).toEqual(body);
  const template = `${SESSIONS}/${id}/trust-template`;
  expect(body.trust).toEqual({
    external_id: EXTERNAL_ID,
    templates: {
      cloudformation: `${template}?format=cloudformation`,
      terraform: `${template}?format=terraform`,
    },
  });
  const { form } = sessionSchema.parse(body).steps.find(({ step }) => step === 'credentials')!;
  expect(form).toMatchObject({
    properties: { external_id: { default: EXTERNAL_ID } },
    required: ['role_arn'],
  });
});

it.each([
  ['another method', `provider = 'aws', method = 'access_keys'`],
  ['another provider', `provider = 'hetzner', method = 'api_token'`],
  ['no method', `provider = 'aws'`],
  ['an account', `provider = 'aws', method = 'role', status = 'completed'`],
])('is not shown with %s', async (_what, now) => {
  const { text, body } = await calls.show(await minted(now));
  expect(body.trust).toBeNull();
  expect(text).not.toContain(EXTERNAL_ID);
});

it.each<[string, string, object, object]>([
  ['the one of the session', 'role', ROLE, { external_id: EXTERNAL_ID }],
  ['that of the request', 'role', { ...ROLE, external_id: 'other' }, { external_id: 'other' }],
  [
    'none with another method',
    'access_keys',
    { access_key_id: 'AKIAIOSFODNN7EXAMPLE', secret_access_key: 'secret' },
    {},
  ],
])('is sealed with the credentials: %s', async (_which, method, given, expected) => {
  const id = await minted(`provider = 'aws', method = '${method}'`);
  expect((await calls.put(id, 'credentials', given)).status).toBe(200);
  const input = OnboardingServices.asked[0]?.input;
  if (input?.step !== 'credentials') throw new Error('no credentials were passed on');
  const { keyId, ciphertext } = input.credentials;
  const opened = calls.api.app
    .get(VaultProvider)
    .get()
    .openText(
      { keyId, ciphertext: Buffer.from(ciphertext, 'base64') },
      { tenantId: calls.tenantId, accountId: id, field: CREDENTIALS_FIELD },
    );
  expect(JSON.parse(opened)).toEqual({ method, ...given, ...expected });
});

it('is in templates, which are files', async () => {
  const id = await minted();
  const ask = (query: string): ReturnType<OnboardingCalls['show']> =>
    calls.api.call('GET', `${SESSIONS}/${id}/trust-template${query}`, { token: calls.token });
  const stack = await ask('');
  expect([stack.status, stack.body]).toEqual([200, { of: 'the session' }]);
  expect(stack.headers['content-type']).toMatch(/^application\/json/);
  expect(stack.headers['content-disposition']).toBe(`attachment; filename="skyledger-${id}.json"`);
  const file = await ask('?format=terraform&partition=aws-cn');
  expect(file.headers['content-type']).toMatch(/^text\/plain/);
  expect(OnboardingServices.templates).toMatchObject([
    { sessionId: id, format: 'cloudformation' },
    { sessionId: id, format: 'terraform', partition: 'aws-cn' },
  ]);
  expect((await ask('?format=pulumi')).status).toBe(400);
  calls.token = await calls.api.addToken(calls.tenantId, ['CloudConnector:manage']);
  expect((await ask('')).status).toBe(404);
  expect(OnboardingServices.templates).toHaveLength(2);
});
