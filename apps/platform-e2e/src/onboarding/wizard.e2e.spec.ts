import { createHash, randomBytes } from 'node:crypto';
import { eventually } from '@skyledger/testing';
import {
  aHetznerProject,
  anAwsAccount,
  anEstate,
  expectNoCrash,
  onEachTransport,
  OUR_ACCOUNT,
  OUR_IDENTITY,
  OUR_ROLE,
  type Platform,
  startPlatform,
  type StartedPlatform,
  Wizard,
} from '../harness';
import { ApiClient } from '../harness/api-client';

const ROLE = 'arn:aws:iam::111122220001:role/Reader';
const EXTERNAL_ID = 'an-external-id';
const SECRETS = {
  aws: 'CANARY/aws+secret/access=key0123456789ab',
  wrongAws: 'CANARY/aws+wrong/secret=key0123456789abc',
  hetzner: 'CANARYhetznerTokenCANARYhetznerTokenCANARYhetznerTokenCANARY0123',
  wrongHetzner: 'CANARYwrongTokenCANARYwrongTokenCANARYwrongTokenCANARYwrong0123',
};
const awsSpec = anAwsAccount(1, {
  secretAccessKey: SECRETS.aws,
  regions: [{ name: 'us-east-1' }],
  roles: [{ arn: ROLE, externalId: EXTERNAL_ID }],
});
const trustingSpec = anAwsAccount(2, { regions: [{ name: 'us-east-1' }] });
const hetznerSpec = aHetznerProject(1, { token: SECRETS.hetzner });
const role = (secret: string): object => ({
  role_arn: ROLE,
  external_id: EXTERNAL_ID,
  access_key_id: awsSpec.accessKeyId,
  secret_access_key: secret,
});
const CASES = [
  ['aws', 'role', role(SECRETS.wrongAws), role(SECRETS.aws), '111122220001'],
  [
    'hetzner',
    'api_token',
    { api_token: SECRETS.wrongHetzner },
    { api_token: SECRETS.hetzner },
    expect.stringMatching(/^token-/),
  ],
] as const;

/** What the owner of an account reads of the template. */
interface TrustStack {
  Parameters: { TrustedPrincipalArn: { Default: string } };
  Resources: {
    SkyledgerRole: {
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [{ Condition: { StringEquals: { 'sts:ExternalId': string } } }];
        };
      };
    };
  };
}

onEachTransport('the wizard', (transport) => {
  let started: StartedPlatform;
  let platform: Platform;
  const answers: unknown[] = [];

  beforeAll(async () => {
    started = await startPlatform({
      transport,
      estate: anEstate({ aws: [awsSpec, trustingSpec, OUR_ACCOUNT], hetzner: [hetznerSpec] }),
      env: { LOG_LEVEL: 'trace', ...OUR_IDENTITY },
    });
    platform = started.platform;
  });
  afterAll(() => started?.stop());

  const client = (token: string): ApiClient =>
    new ApiClient(() => platform.one('gateway').origin, token);
  async function addColleague(): Promise<ApiClient> {
    const token = `sky_${randomBytes(32).toString('base64url')}`;
    await platform.owner.query(
      `INSERT INTO api_tokens (tenant_id, id, name, token_hash, scopes, created_by)
       VALUES ($1, gen_random_uuid(), 'colleague', $2, '{CloudConnector:manage}', 'test')`,
      [platform.tenantId, createHash('sha256').update(token).digest()],
    );
    return client(token);
  }

  it.each(CASES)(
    'adds an account of %s: refused at first, gone on with elsewhere, made once',
    async (provider, method, wrong, right, nativeId) => {
      const wizard = await Wizard.begin(platform.api);
      const first = await wizard.save('provider', { provider }, '"v1"');
      expect(first.body).toMatchObject({ current_step: 'environment' });
      const tag = first.headers.get('etag')!;
      const environment = { name: `wizard ${provider}`, environment: 'production' };
      expect(
        (await wizard.save('environment', { ...environment, name: '' }, tag)).body,
      ).toMatchObject({
        errors: [{ field: 'name' }],
      });
      const schedule = { kind: 'manual' };
      expect((await wizard.save('environment', { ...environment, schedule }, tag)).status).toBe(
        200,
      );
      expect((await wizard.save('environment', environment, tag)).status).toBe(412);
      await wizard.save('authentication', { method });
      answers.push((await wizard.save('credentials', wrong)).body);
      const refused = await wizard.validate<{ type: string; set_up: string[] }>();
      expect([refused.status, refused.body.type]).toEqual([422, 'validation-failed']);
      expect(refused.body.set_up.length).toBeGreaterThan(0);
      expect((await wizard.complete()).status).toBe(409);

      // The same owner on another device; a colleague sees nothing.
      const elsewhere = wizard.with(client(platform.parts.env['SKYLEDGER_ADMIN_TOKEN']!));
      expect((await wizard.with(await addColleague()).show()).status).toBe(404);
      const resumed = (await elsewhere.show()).body;
      expect(resumed).toMatchObject({
        current_step: 'validation',
        credentials: { type: method },
        validation: { outcome: 'refused', stale: false, problem: { type: 'validation-failed' } },
      });
      const form = resumed.steps.find(({ step }) => step === 'credentials')!.form!;
      expect(Object.keys(form.properties)).toEqual(expect.arrayContaining(Object.keys(right)));
      answers.push(refused.body, resumed, (await elsewhere.save('credentials', right)).body);
      const validated = await elsewhere.validate();
      expect(validated.body).toMatchObject({
        current_step: 'review',
        validation: { outcome: 'accepted', stale: false, native_account_id: nativeId },
      });

      const made = await Promise.all([1, 2, 3].map(() => elsewhere.complete()));
      made.push(await wizard.complete());
      expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
      expect(new Set(made.map(({ body }) => `${body.id} ${body.scan_run_id}`)).size).toBe(1);
      const accounts = await platform.api.all<{ id: string; provider: string }>('/cloud/accounts');
      const { id, scan_run_id: runId } = made[0]!.body;
      expect(accounts.filter((account) => account.provider === provider)).toEqual([
        expect.objectContaining({ id, name: `wizard ${provider}`, native_account_id: nativeId }),
      ]);
      expect(await platform.waitForRun(runId)).toMatchObject({ status: 'completed' });
      const ended = (await wizard.show()).body;
      expect(ended).toMatchObject({
        status: 'completed',
        current_step: null,
        account_id: id,
        credentials: null,
      });
      answers.push(
        validated.body,
        made.map(({ body }) => body),
        ended,
      );
    },
  );

  it('adds an account by a role that asks for the external id of the session', async () => {
    const wizard = await Wizard.begin(platform.api);
    await wizard.save('provider', { provider: 'aws' });
    const environment = { name: 'by trust', environment: 'production' };
    await wizard.save('environment', { ...environment, schedule: { kind: 'manual' } });
    const { trust } = (await wizard.save('authentication', { method: 'role' })).body;
    expect(trust?.external_id).toMatch(/^skyledger-/);

    // On another device, where the owner of the account rolls the template out.
    const elsewhere = wizard.with(client(platform.parts.env['SKYLEDGER_ADMIN_TOKEN']!));
    const resumed = (await elsewhere.show()).body;
    expect(resumed.trust).toEqual(trust);
    const { form } = resumed.steps.find(({ step }) => step === 'credentials')!;
    expect(form!.properties['external_id']!.default).toBe(trust!.external_id);
    expect(form!.required).toEqual(['role_arn']);
    const role_arn = `arn:aws:iam::${trustingSpec.accountId}:role/Reader`;
    const refused = await elsewhere.save('credentials', { role_arn, external_id: EXTERNAL_ID });
    expect([refused.status, refused.body]).toMatchObject([
      422,
      { type: 'external-id-not-minted', errors: [{ field: 'external_id' }] },
    ]);
    expect((await elsewhere.save('credentials', { role_arn })).status).toBe(200);
    const tooEarly = await elsewhere.validate<{ failed_hop: string }>();
    expect([tooEarly.status, tooEarly.body.failed_hop]).toEqual([422, 'account_role']);
    const path = trust!.templates.cloudformation.replace('/api/v1', '');
    const stack = await platform.api.get<TrustStack>(path);
    const [statement] = stack.Resources.SkyledgerRole.Properties.AssumeRolePolicyDocument.Statement;
    platform.emulator.putRole({
      arn: role_arn,
      externalId: statement.Condition.StringEquals['sts:ExternalId'],
      trusts: [stack.Parameters.TrustedPrincipalArn.Default],
    });
    expect(stack.Parameters.TrustedPrincipalArn.Default).toBe(OUR_ROLE);
    expect((await elsewhere.validate()).body.validation).toMatchObject({
      outcome: 'accepted',
      native_account_id: trustingSpec.accountId,
    });
    const made = await wizard.complete();
    expect(made.status).toBe(201);
    expect(await platform.waitForRun(made.body.scan_run_id)).toMatchObject({ status: 'completed' });
    // It is the account's from now on.
    const bound = await platform.api.post<{ external_id: string }>('/cloud/aws/external-ids', {
      native_account_id: trustingSpec.accountId,
    });
    expect(bound.external_id).toBe(trust!.external_id);
    expect((await wizard.show()).body.trust).toBeNull();
    const another = await Wizard.begin(platform.api);
    await another.save('provider', { provider: 'aws' });
    const other = (await another.save('authentication', { method: 'role' })).body.trust;
    expect(other!.external_id).not.toBe(trust!.external_id);
  });

  it('tells at the validation that the account is there', async () => {
    const [[provider, method, , right]] = [CASES[1]];
    const wizard = await Wizard.begin(platform.api);
    await wizard.save('provider', { provider });
    await wizard.save('environment', { name: 'again', environment: 'staging' });
    await wizard.save('authentication', { method });
    await wizard.save('credentials', right);
    const { status, body } = await wizard.validate<{ type: string; account_id: string }>();
    expect([status, body.type]).toEqual([409, 'account-exists']);
    const [account] = (
      await platform.api.all<{ id: string; provider: string }>('/cloud/accounts')
    ).filter((each) => each.provider === provider);
    expect(body.account_id).toBe(account!.id);
  });

  it('forgets a session that has expired, and deletes it with its credentials', async () => {
    const held =
      'SELECT count(*) FROM onboarding_sessions WHERE id = $1 AND ciphertext IS NOT NULL';
    const wizard = await Wizard.begin(platform.api);
    await wizard.save('provider', { provider: 'hetzner' });
    await wizard.save('authentication', { method: 'api_token' });
    await wizard.save('credentials', { api_token: SECRETS.wrongHetzner });
    expect(await platform.owner.number(held, [wizard.id])).toBe(1);
    await platform.owner.query(`UPDATE onboarding_sessions SET expires_at = now() WHERE id = $1`, [
      wizard.id,
    ]);
    expect((await wizard.show()).status).toBe(404);
    await eventually(async () => {
      const left = 'SELECT count(*) FROM onboarding_sessions WHERE id = $1';
      expect(await platform.owner.number(left, [wizard.id])).toBe(0);
    });
  });

  it('shows, stores and logs no secret', async () => {
    const tables = await platform.owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const texts = [JSON.stringify(answers), ...platform.all.map(({ app }) => app.output)];
    for (const { name } of tables) {
      const rows = await platform.owner.query<{ text: string }>(`SELECT t::text FROM ${name} t`);
      texts.push(JSON.stringify(rows));
    }
    const everything = texts.join('\n');
    expect(everything).toContain('wizard hetzner');
    for (const secret of Object.values(SECRETS)) {
      for (const form of [
        secret,
        Buffer.from(secret).toString('hex'),
        encodeURIComponent(secret),
      ]) {
        expect(everything.includes(form)).toBe(false);
      }
    }
    expectNoCrash(platform);
  });
});
