import { DEMO_AWS, demoEstate } from '@skyledger/cloud-emulator';
import {
  createAccount,
  mintExternalId,
  replaceCredentials,
  trustTemplate,
} from '@skyledger/contracts';
import { type AccountsHarness, problemOf, startAccounts } from '../testing/accounts-harness';

const { accountId: NATIVE, roleArn: ROLE } = DEMO_AWS;
const OURS = 'arn:aws:iam::123456789012:role/OurDiscovery';
const KEYS = { access_key_id: DEMO_AWS.accessKeyId, secret_access_key: DEMO_AWS.secretAccessKey };
const environment = { ...process.env };

let accounts: AccountsHarness;
let tenantId: string;

const start = async (settings: Record<string, string> = {}): Promise<void> => {
  accounts = await startAccounts(demoEstate(), 'postgres', settings);
  tenantId = await accounts.addTenant();
};

beforeEach(() => {
  // What the service itself is in AWS.
  process.env['AWS_ACCESS_KEY_ID'] = DEMO_AWS.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = DEMO_AWS.secretAccessKey;
});

afterEach(async () => {
  process.env = { ...environment };
  await accounts?.stop();
});

const mint = async (
  nativeAccountId: string | null,
  tenant = tenantId,
): Promise<{ externalId: string; isNew: boolean }> =>
  accounts.bus.request(mintExternalId, { tenantId: tenant, actor: 'test', nativeAccountId });

/** As the account does with the template. */
const trustIn = (externalId?: string): void =>
  accounts.emulator.putRole({ arn: ROLE, ...(externalId !== undefined && { externalId }) });

const create = async (credentials: object, tenant = tenantId): Promise<{ accountId: string }> =>
  accounts.bus.request(createAccount, accounts.requestFor(tenant, 'aws', credentials));

it('mints once for an account, and something else for every tenant', async () => {
  await start();
  const first = await mint(NATIVE);
  expect(first).toMatchObject({ isNew: true, nativeAccountId: NATIVE });
  expect(first.externalId).toMatch(/^skyledger-[\w-]{32}$/);
  expect(await mint(NATIVE)).toMatchObject({ externalId: first.externalId, isNew: false });
  const others = await Promise.all([
    mint('210987654321'),
    mint(null),
    mint(null),
    mint(NATIVE, await accounts.addTenant()),
  ]);
  expect(new Set([first, ...others].map(({ externalId }) => externalId)).size).toBe(5);
  const recorded = await accounts.asOwner(
    `SELECT action, target_id, actor_name FROM audit_log WHERE target_name = $1 AND tenant_id = $2`,
    [NATIVE, tenantId],
  );
  expect(recorded).toEqual([
    { action: 'external_id.minted', target_id: first.externalId, actor_name: 'test' },
  ]);
});

it('adds an account whose role asks for the external id of its template', async () => {
  await start({ SKYLEDGER_AWS_DISCOVERY_ROLE_ARN: OURS });
  const { externalId, template } = await accounts.bus.request(trustTemplate, {
    tenantId,
    actor: 'test',
    nativeAccountId: NATIVE,
    format: 'cloudformation',
    partition: 'aws',
  });
  expect(template).toContain(externalId);
  expect(JSON.parse(template).Parameters.TrustedPrincipalArn.Default).toBe(OURS);
  accounts.emulator.putRole({ arn: OURS });
  accounts.emulator.putRole({ arn: ROLE, externalId, trusts: [OURS] });
  await create({ role_arn: ROLE, external_id: externalId });
  expect((await mint(NATIVE)).externalId).toBe(externalId);
});

it('refuses every other external id, before AWS is asked', async () => {
  await start();
  const ofAnotherAccount = await mint('210987654321');
  const ofAnotherTenant = await mint(NATIVE, await accounts.addTenant());
  trustIn();
  for (const external_id of [
    'of-my-own-choice',
    ofAnotherAccount.externalId,
    ofAnotherTenant.externalId,
    undefined,
  ]) {
    const problem = await problemOf(create({ role_arn: ROLE, external_id }));
    expect(problem).toMatchObject({
      type: 'external-id-not-minted',
      status: 422,
      errors: [{ field: 'credentials.external_id', expected: expect.stringContaining(NATIVE) }],
    });
  }
  expect(accounts.emulator.stats.count()).toBe(0);
  // Keys of the account's own are no trust in us.
  await create({ role_arn: ROLE, external_id: 'of-my-own-choice', ...KEYS });
});

it('gives an external id that was minted without an account to the first one added with it', async () => {
  await start();
  const bound = await mint(NATIVE);
  const { externalId } = await mint(null);
  trustIn(externalId);
  await create({ role_arn: ROLE, external_id: externalId });
  expect((await mint(NATIVE)).externalId).toBe(externalId);
  expect(bound.externalId).not.toBe(externalId);
  const elsewhere = { role_arn: ROLE.replace(NATIVE, '210987654321'), external_id: externalId };
  expect(await problemOf(create(elsewhere))).toMatchObject({ type: 'external-id-not-minted' });
});

it('takes external ids of people where that is configured, but never of another tenant', async () => {
  await start({ SKYLEDGER_AWS_EXTERNAL_IDS: 'any' });
  const theirs = await mint(NATIVE, await accounts.addTenant());
  trustIn();
  const stolen = { role_arn: ROLE, external_id: theirs.externalId };
  expect(await problemOf(create(stolen))).toMatchObject({ type: 'external-id-not-minted' });
  await create({ role_arn: ROLE, external_id: 'of-my-own-choice' });
});

it('lets accounts keep the external id they have, and change to a minted one', async () => {
  await start();
  trustIn();
  const { accountId } = await create(KEYS);
  const replace = async (credentials: object): Promise<unknown> =>
    accounts.bus.request(replaceCredentials, {
      tenantId,
      accountId,
      actor: 'test',
      credentials: accounts.seal({ tenantId, accountId }, credentials),
    });
  const own = { role_arn: ROLE, external_id: 'of-my-own-choice' };
  expect(await problemOf(replace(own))).toMatchObject({ type: 'external-id-not-minted' });
  // As it was stored before external ids were minted.
  const sealed = accounts.seal({ tenantId, accountId }, { method: 'role', ...own });
  await accounts.asOwner(
    'UPDATE cloud_credentials SET ciphertext = $2, key_id = $3 WHERE account_id = $1',
    [accountId, Buffer.from(sealed.ciphertext, 'base64'), sealed.keyId],
  );
  await replace({ ...own, home_region: 'eu-west-1' });
  const { externalId } = await mint(NATIVE);
  trustIn(externalId);
  await replace({ role_arn: ROLE, external_id: externalId });
});
