import { DEMO_AWS, DEMO_HETZNER, demoEstate } from '@skyledger/cloud-emulator';
import {
  type AccountSettings,
  completeOnboarding,
  createAccount,
  deleteAccount,
  deleteOnboarding,
  type OnboardingInput,
  type Problem,
  saveOnboardingStep,
  startOnboarding,
  validateOnboarding,
} from '@skyledger/contracts';
import { uuidv7 } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';
import { type AccountsHarness, problemOf, startAccounts } from '../testing/accounts-harness';
import { onEachTransport } from '../testing/on-each-transport';
import type { SessionRequest } from './onboarding.service';

const ROLE = {
  method: 'role',
  access_key_id: DEMO_AWS.accessKeyId,
  secret_access_key: DEMO_AWS.secretAccessKey,
  role_arn: DEMO_AWS.roleArn,
  external_id: DEMO_AWS.externalId,
};
const WRONG_ROLE = { ...ROLE, secret_access_key: 'canary-wrong-secret-0000000000000000000000' };
const HETZNER = { api_token: DEMO_HETZNER.token };
const WRONG_HETZNER = { api_token: 'canary'.padEnd(64, '0') };
const SETTINGS: AccountSettings = {
  name: 'Production',
  environment: 'production',
  regions: null,
  resourceTypes: ['vm', 'network'],
  schedule: { kind: 'daily', time: '06:01', time_zone: 'Etc/UTC' },
  labels: { team: 'payments' },
  group: 'Payments',
};
const SECRETS = [DEMO_AWS.secretAccessKey, DEMO_HETZNER.token, 'canary'];

interface Row {
  status: string;
  provider: string | null;
  method: string | null;
  ciphertext: Buffer | null;
  key_id: string | null;
  account_id: string;
  version: string;
  stale: boolean | null;
  validation: { outcome: string; nativeAccountId?: string; problem?: Problem } | null;
}

onEachTransport('onboarding', (transport) => {
  let accounts: AccountsHarness;
  let session: SessionRequest;

  beforeAll(async () => {
    accounts = await startAccounts(demoEstate(), transport);
  });
  afterAll(() => accounts?.stop());
  beforeEach(async () => {
    session = {
      tenantId: await accounts.addTenant(),
      sessionId: uuidv7(),
      owner: 'token:1',
      actor: 'test',
    };
    await accounts.bus.request(startOnboarding, session);
  });
  afterEach(async () => {
    accounts.emulator.faults.clear();
    const sinks = (await accounts.dump()) + accounts.logged();
    expect(sinks).toContain(session.tenantId);
    for (const secret of SECRETS) expect(sinks).not.toContain(secret);
  });

  const save = (input: OnboardingInput, ifVersion: string[] | null = null): Promise<unknown> =>
    accounts.bus.request(saveOnboardingStep, { ...session, ifVersion, input });
  const give = (provider: ProviderId, method: string, credentials: object): Promise<unknown> => {
    const { tenantId, sessionId: accountId } = session;
    const sealed = accounts.seal({ tenantId, accountId }, credentials);
    return save({ step: 'credentials', provider, method, credentials: sealed });
  };
  const validate = (): Promise<unknown> => accounts.bus.request(validateOnboarding, session);
  const complete = (): Promise<{ accountId: string; runId: string }> =>
    accounts.bus.request(completeOnboarding, session);
  async function fill(
    provider: ProviderId,
    method: string,
    credentials: object,
    settings: Partial<AccountSettings> = {},
  ): Promise<void> {
    await save({ step: 'provider', provider });
    await save({ step: 'environment', settings: { ...SETTINGS, ...settings } });
    await save({ step: 'authentication', method });
    await give(provider, method, credentials);
  }
  async function row(): Promise<Row> {
    const [found] = await accounts.asOwner<Row>(
      `SELECT *, validated_inputs <> inputs_version AS stale FROM onboarding_sessions WHERE id = $1`,
      [session.sessionId],
    );
    return found!;
  }
  async function accountsOfTenant(): Promise<Record<string, unknown>[]> {
    return accounts.asOwner('SELECT * FROM cloud_accounts WHERE tenant_id = $1', [
      session.tenantId,
    ]);
  }

  it.each([
    ['aws', 'role', ROLE, DEMO_AWS.accountId],
    ['hetzner', 'api_token', HETZNER, expect.stringMatching(/^token-/)],
  ] as const)('makes an account of %s', async (provider, method, credentials, nativeId) => {
    await fill(provider, method, credentials);
    expect(await validate()).toEqual({ nativeAccountId: nativeId, missingPermissions: [] });
    const validated = await row();
    expect(validated).toMatchObject({ stale: false, validation: { outcome: 'accepted' } });

    const { accountId, runId } = await complete();
    expect(accountId).toBe(validated.account_id);
    expect(await accountsOfTenant()).toMatchObject([
      {
        id: accountId,
        provider,
        native_account_id: nativeId,
        name: 'Production',
        environment: 'production',
        resource_types: ['vm', 'network'],
        schedule: SETTINGS.schedule,
        labels: SETTINGS.labels,
        account_group: 'Payments',
        status: 'active',
        created_by: 'test',
      },
    ]);
    const [run] = await accounts.asOwner<{ id: string; trigger: string }>(
      'SELECT id, trigger FROM cloud_discovery_runs WHERE account_id = $1',
      [accountId],
    );
    expect(run).toEqual({ id: runId, trigger: 'created' });
    expect(await row()).toMatchObject({ status: 'completed', ciphertext: null, key_id: null });
  });

  it('seals the credentials for the session, and then for the account', async () => {
    await fill('hetzner', 'api_token', HETZNER);
    const { tenantId, sessionId } = session;
    const { ciphertext, key_id: keyId, account_id: accountId } = await row();
    const sealed = { keyId: keyId!, ciphertext: ciphertext! };
    const inSession = { tenantId, accountId: sessionId, field: 'credentials' };
    expect(JSON.parse(accounts.vault.openText(sealed, inSession))).toEqual(HETZNER);
    for (const other of [{ accountId }, { tenantId: accountId }]) {
      expect(() => accounts.vault.openText(sealed, { ...inSession, ...other })).toThrow();
    }
    await validate();
    await complete();
    const [stored] = await accounts.asOwner<{ key_id: string; ciphertext: Buffer; type: string }>(
      'SELECT * FROM cloud_credentials WHERE account_id = $1',
      [accountId],
    );
    const inAccount = { tenantId, accountId, field: 'credentials' };
    const moved = { keyId: stored!.key_id, ciphertext: stored!.ciphertext };
    expect(JSON.parse(accounts.vault.openText(moved, inAccount))).toEqual(HETZNER);
    expect(stored!.type).toBe('api_token');
  });

  it('makes one account, however often and by however many it is completed', async () => {
    await fill('aws', 'role', ROLE);
    await validate();
    const made = await Promise.all([complete(), complete(), complete(), complete()]);
    made.push(await complete());
    expect(new Set(made.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await accountsOfTenant()).toHaveLength(1);
    const runs = 'SELECT FROM cloud_discovery_runs WHERE tenant_id = $1';
    expect(await accounts.asOwner(runs, [session.tenantId])).toHaveLength(1);
  });

  it('makes no account of a session that was changed since its entity was seen to', async () => {
    await fill('hetzner', 'api_token', HETZNER);
    await validate();
    const { version: ifVersion } = await row();
    const seen = { ...session, ifVersion };
    await save({ step: 'environment', settings: { ...SETTINGS, entityId: session.tenantId } });
    expect(await problemOf(accounts.bus.request(completeOnboarding, seen))).toMatchObject({
      type: 'version-mismatch',
      status: 412,
    });
    expect(await accountsOfTenant()).toEqual([]);
    const { version } = await row();
    const now = { ...session, ifVersion: version };
    const made = await accounts.bus.request(completeOnboarding, now);
    expect((await accounts.bus.request(completeOnboarding, now)).accountId).toBe(made.accountId);
  });

  it('tells the audit log who did what, and never a secret', async () => {
    const by = {
      kind: 'user' as const,
      id: 'subject',
      name: 'Ada',
      requestId: null,
      clientAddress: null,
    };
    session = { ...session, sessionId: uuidv7(), by };
    await accounts.bus.request(startOnboarding, session);
    await accounts.bus.request(startOnboarding, session);
    await fill('hetzner', 'api_token', WRONG_HETZNER);
    await problemOf(validate());
    await give('hetzner', 'api_token', HETZNER);
    await validate();
    await Promise.all([complete(), complete()]);
    await accounts.bus.request(deleteOnboarding, session);
    const entries = await accounts.asOwner<{ action: string; outcome: string; changes: object }>(
      `SELECT * FROM audit_log WHERE target_id = $1 ORDER BY id`,
      [session.sessionId],
    );
    expect(entries.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'onboarding_session.created done',
      ...Array<string>(4).fill('onboarding_session.updated done'),
      'onboarding_session.validated refused',
      'onboarding_session.updated done',
      'onboarding_session.validated done',
      'onboarding_session.completed done',
      'onboarding_session.deleted done',
    ]);
    expect(entries[1]).toMatchObject({
      actor_kind: 'user',
      actor_id: 'subject',
      changes: { provider: { from: null, to: 'hetzner' } },
    });
    expect(Object.keys(entries[4]!.changes)).toEqual(['fingerprint']);
    expect(entries.at(-1)).toMatchObject({ target_name: 'Production' });
  });

  it('makes nothing when the session cannot be ended with it, and all of it in the next attempt', async () => {
    await fill('hetzner', 'api_token', HETZNER);
    await validate();
    // What a crash between the two would leave, were they not one transaction.
    await accounts.asOwner(`
      CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'crash'; END $$;
      CREATE TRIGGER crash BEFORE UPDATE ON onboarding_sessions FOR EACH ROW
        WHEN (NEW.status = 'completed') EXECUTE FUNCTION crash()`);
    try {
      await expect(complete()).rejects.toThrow();
    } finally {
      await accounts.asOwner('DROP FUNCTION crash CASCADE');
    }
    expect(await accountsOfTenant()).toEqual([]);
    expect(await row()).toMatchObject({ status: 'open', ciphertext: expect.any(Buffer) });
    const { accountId } = await complete();
    expect(await accountsOfTenant()).toMatchObject([{ id: accountId }]);
  });

  it('does not make the account again that was deleted since', async () => {
    await fill('hetzner', 'api_token', HETZNER);
    await validate();
    const { accountId } = await complete();
    await accounts.bus.request(deleteAccount, { ...session, accountId });
    expect(await problemOf(complete())).toMatchObject({ type: 'not-found', status: 404 });
    expect(await accountsOfTenant()).toEqual([]);
  });

  it('remembers a refusal, and takes better credentials', async () => {
    for (const [provider, method, wrong, right] of [
      ['aws', 'role', WRONG_ROLE, ROLE],
      ['hetzner', 'api_token', WRONG_HETZNER, HETZNER],
    ] as const) {
      await fill(provider, method, wrong);
      const problem = await problemOf(validate());
      expect(problem).toMatchObject({
        type: 'validation-failed',
        status: 422,
        extensions: { reason: 'unauthenticated', set_up: expect.any(Array) },
      });
      expect(await row()).toMatchObject({
        stale: false,
        validation: { outcome: 'refused', problem },
      });
      expect(await problemOf(complete())).toMatchObject({ type: 'session-incomplete' });
      await give(provider, method, right);
      expect((await row()).stale).toBe(true);
      await validate();
      expect(await row()).toMatchObject({ stale: false, validation: { outcome: 'accepted' } });
    }
    await complete();
    expect(await accountsOfTenant()).toMatchObject([{ provider: 'hetzner' }]);
  });

  it('never completes what was not validated as it is', async () => {
    await fill('aws', 'role', ROLE);
    const notYet = {
      type: 'session-incomplete',
      status: 409,
      errors: [{ field: 'validation' }],
    };
    expect(await problemOf(complete())).toMatchObject(notYet);
    await validate();
    await give('aws', 'role', { ...ROLE, home_region: 'eu-central-1' });
    expect(await problemOf(complete())).toMatchObject(notYet);
    await validate();
    await save({ step: 'environment', settings: { ...SETTINGS, regions: ['eu-central-1'] } });
    expect(await problemOf(complete())).toMatchObject(notYet);
    await validate();
    await save({ step: 'provider', provider: 'hetzner' });
    expect(await problemOf(complete())).toMatchObject({
      errors: [{ field: 'authentication' }, { field: 'credentials' }],
    });
    expect(await accountsOfTenant()).toEqual([]);
  });

  it('does not ask for another validation because of a new name, or of the same again', async () => {
    await fill('hetzner', 'api_token', HETZNER);
    await validate();
    await fill('hetzner', 'api_token', HETZNER, { name: 'Renamed', labels: {} });
    expect((await row()).stale).toBe(false);
    await complete();
    expect(await accountsOfTenant()).toMatchObject([{ name: 'Renamed', labels: {} }]);
  });

  it('asks the provider again when it completes, and remembers when it refuses by then', async () => {
    await fill('hetzner', 'api_token', HETZNER);
    await validate();
    accounts.emulator.faults.add({
      match: { provider: 'hetzner' },
      effect: { type: 'expire-token' },
    });
    expect(await problemOf(complete())).toMatchObject({ type: 'validation-failed', status: 422 });
    expect(await row()).toMatchObject({ status: 'open', validation: { outcome: 'refused' } });
    expect(await accountsOfTenant()).toEqual([]);
  });

  it('keeps what was said before when the provider cannot be asked', async () => {
    await fill('hetzner', 'api_token', HETZNER);
    await validate();
    accounts.emulator.faults.add({
      match: { provider: 'hetzner' },
      effect: { type: 'status', status: 503 },
    });
    expect(await problemOf(validate())).toMatchObject({
      type: 'provider-unavailable',
      status: 503,
    });
    expect(await row()).toMatchObject({ stale: false, validation: { outcome: 'accepted' } });
  });

  it('tells of an account that is there at the validation', async () => {
    const { tenantId } = session;
    const { access_key_id, secret_access_key } = ROLE;
    const keys = { access_key_id, secret_access_key };
    const existing = await accounts.bus.request(
      createAccount,
      accounts.requestFor(tenantId, 'aws', keys),
    );
    await fill('aws', 'role', ROLE);
    const problem = {
      type: 'account-exists',
      status: 409,
      extensions: { account_id: existing.accountId },
    };
    expect(await problemOf(validate())).toMatchObject(problem);
    expect(await row()).toMatchObject({ validation: { outcome: 'refused', problem } });
  });

  it('tells which regions and resource types the provider does not have', async () => {
    await fill('aws', 'role', ROLE, { regions: ['eu-nowhere-9'] });
    expect(await problemOf(validate())).toMatchObject({
      status: 422,
      errors: [{ field: 'regions' }],
    });
    const typed = { ...SETTINGS, resourceTypes: ['storage_account' as const] };
    const unknownType = { status: 422, errors: [{ field: 'resource_types' }] };
    expect(await problemOf(save({ step: 'environment', settings: typed }))).toMatchObject(
      unknownType,
    );
    // Filled in before anybody knew of which provider.
    await save({ step: 'provider', provider: 'azure' });
    await save({ step: 'environment', settings: typed });
    await save({ step: 'provider', provider: 'hetzner' });
    await save({ step: 'authentication', method: 'api_token' });
    await give('hetzner', 'api_token', HETZNER);
    expect(await problemOf(validate())).toMatchObject(unknownType);
  });

  it('takes no step before the one it depends on', async () => {
    expect(await problemOf(save({ step: 'authentication', method: 'role' }))).toMatchObject({
      type: 'step-too-early',
      status: 409,
      errors: [{ field: 'provider' }],
    });
    expect(await problemOf(validate())).toMatchObject({
      type: 'session-incomplete',
      errors: ['provider', 'environment', 'authentication', 'credentials'].map((field) => ({
        field,
      })),
    });
    await save({ step: 'provider', provider: 'aws' });
    expect(await problemOf(save({ step: 'authentication', method: 'api_token' }))).toMatchObject({
      status: 422,
      errors: [{ field: 'method', expected: 'one of role, access_keys' }],
    });
  });

  it('takes no credentials that were read as something else, or sealed for another session', async () => {
    await fill('aws', 'role', ROLE);
    await save({ step: 'authentication', method: 'access_keys' });
    expect(await problemOf(give('aws', 'role', ROLE))).toMatchObject({ type: 'version-mismatch' });
    const { tenantId } = session;
    const credentials = accounts.seal({ tenantId, accountId: uuidv7() }, ROLE);
    const input = { step: 'credentials', provider: 'aws', method: 'role', credentials } as const;
    await expect(save(input)).rejects.toThrow();
    expect((await row()).ciphertext).toBeNull();
  });

  it('lets one of two changes of the same version through', async () => {
    const outcomes = await Promise.allSettled(
      (['aws', 'hetzner', 'gcp'] as const).map((provider) =>
        save({ step: 'provider', provider }, ['1']),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect((await row()).version).toBe('2');
    expect(await problemOf(save({ step: 'provider', provider: 'ovh' }, ['1']))).toMatchObject({
      type: 'version-mismatch',
      status: 412,
      extensions: { version: '2' },
    });
  });

  it('is not there for anybody else, nor when it has expired or is deleted', async () => {
    await fill('hetzner', 'api_token', HETZNER);
    await validate();
    const { tenantId } = session;
    const mine = session;
    const nobodys = async (): Promise<void> => {
      for (const answer of [
        save({ step: 'provider', provider: 'aws' }),
        validate(),
        complete(),
        accounts.bus.request(deleteOnboarding, session),
      ]) {
        expect(await problemOf(answer)).toMatchObject({ type: 'not-found', status: 404 });
      }
    };
    session = { ...mine, owner: 'token:2' };
    await nobodys();
    session = { ...mine, tenantId: await accounts.addTenant() };
    await nobodys();
    session = mine;
    const expire = (days: number): Promise<unknown> =>
      accounts.asOwner(
        `UPDATE onboarding_sessions SET expires_at = now() + make_interval(days => $2) WHERE tenant_id = $1`,
        [tenantId, days],
      );
    await expire(0);
    await nobodys();
    await expire(1);
    await accounts.bus.request(deleteOnboarding, session);
    await nobodys();
    expect(
      await accounts.asOwner('SELECT FROM onboarding_sessions WHERE tenant_id = $1', [tenantId]),
    ).toEqual([]);
    expect(await accountsOfTenant()).toEqual([]);
  });

  it('ends after seven days, and is changed no more once it has made its account', async () => {
    const [expiry] = await accounts.asOwner<{ days: number }>(
      `SELECT extract(epoch FROM expires_at - created_at)::float / 86400 AS days FROM onboarding_sessions WHERE id = $1`,
      [session.sessionId],
    );
    expect(expiry!.days).toBeCloseTo(7);
    await fill('hetzner', 'api_token', HETZNER);
    await validate();
    const { accountId } = await complete();
    const completed = { type: 'session-completed', extensions: { account_id: accountId } };
    expect(await problemOf(save({ step: 'provider', provider: 'aws' }))).toMatchObject(completed);
    expect(await problemOf(validate())).toMatchObject(completed);
    await accounts.bus.request(deleteOnboarding, session);
    expect(await accountsOfTenant()).toHaveLength(1);
  });
});
