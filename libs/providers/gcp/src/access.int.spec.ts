import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_GCP } from '@skyledger/cloud-emulator';
import { collectPass } from '@skyledger/provider-sdk';
import { GcpClient } from './client';
import type { FederationConfiguration } from './federation-configuration';
import { gcp } from './provider';
import { GcpEstate, keyCanary, keyFileOf, passOf, project } from './testing/gcp-estate';
import { federatedTokens } from './tokens/federated-tokens';
import { impersonatedTokens } from './tokens/impersonated-tokens';
import { keyFileTokens } from './tokens/key-file-tokens';
import type { TokenSource } from './tokens/token-source';

const AUDIENCE =
  '//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/pool/providers/cluster';
const SUBJECT_TOKEN = 'EXAMPLE-canary-subject-token';

const PLATFORM = project('platform-project');
const OPEN = project('open-project', {
  counts: { networks: 2 },
  federation: { audience: AUDIENCE, subjectToken: SUBJECT_TOKEN },
  impersonators: [PLATFORM.serviceAccount.email, `principal:${AUDIENCE}`],
});
const NARROW = project('narrow-project', {
  deniedPaths: ['/sql/v1/projects/:project/instances', '/crm/v3/projects/:project'],
  writePermissions: ['compute.instances.create'],
});
const WITHOUT_MANAGER = project('plain-project', {
  counts: { networks: 1 },
  disabledServices: ['cloudresourcemanager.googleapis.com'],
});

let estate: GcpEstate;

beforeEach(async () => {
  estate = await GcpEstate.start([PLATFORM, OPEN, NARROW, WITHOUT_MANAGER]);
});

afterEach(() => estate.close());

const context = (): { gate: GcpEstate['gate']; endpoint: string } => ({
  gate: estate.gate,
  endpoint: estate.endpoint,
});

async function networksOf(client: GcpClient): Promise<number> {
  return (await collectPass(passOf('compute.networks'), client)).resources.length;
}

describe('the identity of a project', () => {
  it('is its id, with its name and nothing missing', async () => {
    const client = await estate.connect(OPEN);
    expect(await gcp.identify(client)).toEqual({
      nativeAccountId: 'open-project',
      displayName: 'Project open-project',
      missingPermissions: [],
      credentials: { issuedAt: null, expiresAt: null, writePermissions: [] },
    });
  });

  it('tells what is missing and what is too much, and does without the name', async () => {
    expect(await gcp.identify(await estate.connect(NARROW))).toEqual({
      nativeAccountId: 'narrow-project',
      displayName: null,
      missingPermissions: ['cloudsql.instances.list', 'resourcemanager.projects.get'],
      credentials: {
        issuedAt: null,
        expiresAt: null,
        writePermissions: ['compute.instances.create'],
      },
    });
  });

  it('cannot tell what is missing while the Resource Manager is off', async () => {
    expect(await gcp.identify(await estate.connect(WITHOUT_MANAGER))).toEqual({
      nativeAccountId: 'plain-project',
      displayName: null,
      missingPermissions: [],
      credentials: { issuedAt: null, expiresAt: null, writePermissions: null },
    });
  });

  it('is refused for a project of someone else', async () => {
    const client = await estate.connect({
      method: 'key_file',
      service_account_key: keyFileOf(OPEN),
      project_id: 'someone-elses',
    });
    await expect(gcp.identify(client)).rejects.toMatchObject({ fault: { kind: 'denied' } });
  });
});

describe('a key file', () => {
  it.each([
    ['an unknown account', { email: 'nobody@x.iam.gserviceaccount.com' }, 'account not found'],
    ['a key that was deleted', { keyId: 'f'.repeat(40) }, 'Invalid JWT Signature'],
  ])('of %s is refused without being shown', async (_what, changes, message) => {
    const serviceAccount = { ...OPEN.serviceAccount, ...changes };
    const outcome = gcp.identify(await estate.connect({ ...OPEN, serviceAccount }));
    await expect(outcome).rejects.toMatchObject({
      operation: 'oauth2:token',
      fault: {
        kind: 'unauthenticated',
        code: 'invalid_grant',
        message: expect.stringContaining(message),
      },
    });
    await expect(outcome).rejects.not.toThrow(keyCanary());
  });

  it('is asked for a new token before the old one ends, and not earlier', async () => {
    const key = JSON.parse(keyFileOf(OPEN)) as Parameters<typeof keyFileTokens>[0];
    const tokens = keyFileTokens(key, context());
    const first = await tokens.current();
    expect(await tokens.current()).toBe(first);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 57 * 60_000);
    try {
      const [second, third] = await Promise.all([tokens.current(), tokens.current()]);
      expect(second).not.toBe(first);
      expect(third).toBe(second);
    } finally {
      now.mockRestore();
      await tokens.close();
    }
    expect(estate.gate.operations).toEqual(['oauth2:token', 'oauth2:token']);
  });
});

describe('impersonation', () => {
  /** In place of the process's own identity, that of another project's service account. */
  function source(): TokenSource {
    const key = JSON.parse(keyFileOf(PLATFORM)) as Parameters<typeof keyFileTokens>[0];
    return keyFileTokens(key, context());
  }

  it('reads a project by the identity of this process', async () => {
    const { email } = OPEN.serviceAccount;
    const tokens = impersonatedTokens(email, context(), source());
    const client = estate.keep(new GcpClient('open-project', tokens, context()));
    expect(await networksOf(client)).toBe(2);
    expect(estate.gate.operations).toContain('iamcredentials:generateAccessToken');
  });

  it('is denied where the service account does not permit it', async () => {
    const tokens = impersonatedTokens(DEMO_GCP.email, context(), source());
    await expect(tokens.current()).rejects.toMatchObject({
      operation: 'iamcredentials:generateAccessToken',
      fault: { kind: 'denied', code: 'IAM_PERMISSION_DENIED' },
    });
    await tokens.close();
  });
});

describe('federation', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skyledger-gcp-'));
    await writeFile(join(directory, 'token'), SUBJECT_TOKEN);
  });

  afterEach(() => rm(directory, { recursive: true }));

  /** The file is elsewhere than the schema of credentials permits, hence not by `connect`. */
  const configuration = (changes: object = {}): FederationConfiguration => ({
    type: 'external_account',
    audience: AUDIENCE,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: 'https://sts.googleapis.com/v1/token',
    credential_source: { file: join(directory, 'token') },
    ...changes,
  });

  it.each([
    ['itself', {}],
    [
      'a service account',
      {
        service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${OPEN.serviceAccount.email}:generateAccessToken`,
      },
    ],
  ])('reads a project as %s', async (_as, changes) => {
    const tokens = federatedTokens(configuration(changes), context());
    const client = estate.keep(new GcpClient('open-project', tokens, context()));
    expect(await networksOf(client)).toBe(2);
    expect(await networksOf(client)).toBe(2);
    expect(estate.gate.operations.filter((each) => each === 'sts:token')).toHaveLength(1);
  });

  it.each([
    ['a token that is not accepted', 'wrong', 'invalid_grant'],
    ['no token', null, 'SourceIdentityError'],
  ])('is refused with %s', async (_what, text, code) => {
    if (text === null) await rm(join(directory, 'token'));
    else await writeFile(join(directory, 'token'), text);
    const tokens = federatedTokens(configuration(), context());
    const outcome = tokens.current();
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unauthenticated', code } });
    await expect(outcome).rejects.not.toThrow(directory);
    await tokens.close();
  });
});
