import { DEMO_AWS, demoEstate } from '@skyledger/cloud-emulator';
import {
  completeOnboarding,
  createAccount,
  deleteOnboarding,
  mintExternalId,
  type OnboardingInput,
  onboardingTrustTemplate,
  saveOnboardingStep,
  startOnboarding,
  validateOnboarding,
} from '@skyledger/contracts';
import { uuidv7 } from '@skyledger/database';
import { type AccountsHarness, problemOf, startAccounts } from '../testing/accounts-harness';
import type { SessionRequest } from './onboarding.service';

const { accountId: NATIVE, roleArn: ROLE } = DEMO_AWS;
const OURS = 'arn:aws:iam::123456789012:role/OurDiscovery';
const OURS_IN_CHINA = OURS.replace(':aws:', ':aws-cn:');
const environment = { ...process.env };

let accounts: AccountsHarness;
let session: SessionRequest;

beforeAll(async () => {
  // What the service itself is in AWS.
  process.env['AWS_ACCESS_KEY_ID'] = DEMO_AWS.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = DEMO_AWS.secretAccessKey;
  accounts = await startAccounts(demoEstate(), 'postgres', {
    SKYLEDGER_AWS_DISCOVERY_ROLE_ARN: `${OURS},${OURS_IN_CHINA}`,
  });
  accounts.emulator.putRole({ arn: OURS });
});
afterAll(async () => {
  process.env = { ...environment };
  await accounts?.stop();
});
beforeEach(async () => {
  session = await begin(await accounts.addTenant());
});

async function begin(tenantId: string): Promise<SessionRequest> {
  const begun = { tenantId, sessionId: uuidv7(), owner: 'token:1', actor: 'test' };
  await accounts.bus.request(startOnboarding, begun);
  return begun;
}

const save = (input: OnboardingInput, ifVersion: string[] | null = null): Promise<unknown> =>
  accounts.bus.request(saveOnboardingStep, { ...session, ifVersion, input });

async function choose(provider: 'aws' | 'hetzner', method: string): Promise<void> {
  await save({ step: 'provider', provider });
  await save({ step: 'authentication', method });
}

const give = (credentials: object): Promise<unknown> => {
  const { tenantId, sessionId: accountId } = session;
  return save({
    step: 'credentials',
    provider: 'aws',
    method: 'role',
    credentials: accounts.seal({ tenantId, accountId }, { method: 'role', ...credentials }),
  });
};

const template = async (
  more: { format?: 'terraform'; partition?: string } = {},
): Promise<string> => {
  const asked = { ...session, format: 'cloudformation' as const, ...more };
  return (await accounts.bus.request(onboardingTrustTemplate, asked)).template;
};

const mint = async (nativeAccountId: string | null, tenantId: string): Promise<string> =>
  (await accounts.bus.request(mintExternalId, { tenantId, actor: 'test', nativeAccountId }))
    .externalId;

async function externalId(): Promise<string | null> {
  const [row] = await accounts.asOwner<{ external_id: string | null }>(
    'SELECT external_id FROM onboarding_sessions WHERE id = $1',
    [session.sessionId],
  );
  return row!.external_id;
}

/** What was minted for the tenant, and for which account. */
const minted = (): Promise<{ external_id: string; native_account_id: string | null }[]> =>
  accounts.asOwner(
    'SELECT external_id, native_account_id FROM aws_external_ids WHERE tenant_id = $1',
    [session.tenantId],
  );

it('mints one external id for a session, whatever is chosen how often', async () => {
  await choose('aws', 'role');
  const first = await externalId();
  expect(first).toMatch(/^skyledger-[\w-]{32}$/);
  await save({ step: 'authentication', method: 'role' });
  await save({ step: 'authentication', method: 'access_keys' });
  await choose('hetzner', 'api_token');
  await choose('aws', 'role');
  expect(await externalId()).toBe(first);
  expect(await minted()).toEqual([{ external_id: first, native_account_id: null }]);
  const told = await accounts.asOwner(
    `SELECT action, changes FROM audit_log
     WHERE tenant_id = $1 AND (target_id = $2 OR changes ? 'external_id') ORDER BY id`,
    [session.tenantId, first],
  );
  expect(told).toEqual([
    { action: 'external_id.minted', changes: null },
    {
      action: 'onboarding_session.updated',
      changes: { method: { from: null, to: 'role' }, external_id: { from: null, to: first } },
    },
  ]);

  session = await begin(session.tenantId);
  await choose('aws', 'role');
  expect(await externalId()).not.toBe(first);
  expect(await minted()).toHaveLength(2);
});

it('mints nothing for a method that needs none, nor for a choice that is refused', async () => {
  await choose('hetzner', 'api_token');
  await choose('aws', 'access_keys');
  const role = { step: 'authentication', method: 'role' } as const;
  expect(await problemOf(save(role, ['99']))).toMatchObject({ type: 'version-mismatch' });
  expect([await externalId(), await minted()]).toEqual([null, []]);
});

it('gives the template of a role that asks for it, and trusts our role of the partition', async () => {
  await choose('aws', 'role');
  const id = await externalId();
  const stack = await template();
  expect(stack).toContain(id);
  expect(JSON.parse(stack).Parameters.TrustedPrincipalArn.Default).toBe(OURS);
  expect(await template({ format: 'terraform' })).toContain(`"sts:ExternalId" = "${id}"`);
  const inChina = JSON.parse(await template({ partition: 'aws-cn' }));
  expect(inChina.Parameters.TrustedPrincipalArn.Default).toBe(OURS_IN_CHINA);
  expect(await problemOf(template({ partition: 'moon' }))).toMatchObject({
    status: 422,
    errors: [{ field: 'partition', expected: 'one of aws, aws-cn, aws-us-gov' }],
  });
});

it('gives no template before there is an external id, to another method, or to anybody else', async () => {
  const tooEarly = {
    type: 'step-too-early',
    status: 409,
    errors: [{ field: 'authentication' }],
  };
  expect(await problemOf(template())).toMatchObject(tooEarly);
  await choose('aws', 'role');
  await save({ step: 'authentication', method: 'access_keys' });
  expect(await problemOf(template())).toMatchObject(tooEarly);
  await save({ step: 'authentication', method: 'role' });
  session = { ...session, owner: 'token:2' };
  expect(await problemOf(template())).toMatchObject({ type: 'not-found', status: 404 });
});

it('makes an account of the role, to which the external id belongs then', async () => {
  await choose('aws', 'role');
  const external_id = (await externalId())!;
  accounts.emulator.putRole({ arn: ROLE, externalId: external_id, trusts: [OURS] });
  await save({
    step: 'environment',
    settings: {
      name: 'Production',
      environment: 'production',
      regions: null,
      resourceTypes: null,
      schedule: { kind: 'manual' },
      labels: {},
      group: null,
    },
  });
  await give({ role_arn: ROLE, external_id });
  await accounts.bus.request(validateOnboarding, session);
  const { accountId } = await accounts.bus.request(completeOnboarding, session);
  expect(await minted()).toEqual([{ external_id, native_account_id: NATIVE }]);
  expect(await problemOf(template())).toMatchObject({
    type: 'session-completed',
    extensions: { account_id: accountId },
  });
});

it('refuses external ids that are not for the tenant and the account, with the step', async () => {
  await choose('aws', 'role');
  const { tenantId } = session;
  const requests = accounts.emulator.stats.count();
  for (const external_id of [
    'of-my-own-choice',
    await mint('210987654321', tenantId),
    await mint(null, await accounts.addTenant()),
    undefined,
  ]) {
    expect(await problemOf(give({ role_arn: ROLE, external_id }))).toMatchObject({
      type: 'external-id-not-minted',
      status: 422,
      errors: [{ field: 'external_id', expected: expect.stringContaining(NATIVE) }],
    });
  }
  expect(accounts.emulator.stats.count()).toBe(requests);
  const [row] = await accounts.asOwner<{ ciphertext: Buffer | null }>(
    'SELECT ciphertext FROM onboarding_sessions WHERE id = $1',
    [session.sessionId],
  );
  expect(row!.ciphertext).toBeNull();
  await give({ role_arn: ROLE, external_id: await mint(NATIVE, tenantId) });
  // Keys of the account's own are no trust in us.
  const keys = { access_key_id: DEMO_AWS.accessKeyId, secret_access_key: DEMO_AWS.secretAccessKey };
  await give({ role_arn: ROLE, external_id: 'of-my-own-choice', ...keys });
});

it('leaves the external id to the tenant when the session is gone, since a role may ask for it', async () => {
  await choose('aws', 'role');
  const external_id = (await externalId())!;
  await accounts.bus.request(deleteOnboarding, session);
  accounts.emulator.putRole({ arn: ROLE, externalId: external_id, trusts: [OURS] });
  const { tenantId } = session;
  const add = (tenant: string): Promise<unknown> =>
    accounts.bus.request(
      createAccount,
      accounts.requestFor(tenant, 'aws', { role_arn: ROLE, external_id }),
    );
  expect(await problemOf(add(await accounts.addTenant()))).toMatchObject({
    type: 'external-id-not-minted',
  });
  await add(tenantId);
  expect(await minted()).toEqual([{ external_id, native_account_id: NATIVE }]);
});
