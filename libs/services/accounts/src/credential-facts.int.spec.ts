import { DEMO_AWS, DEMO_HETZNER, demoEstate } from '@skyledger/cloud-emulator';
import {
  completeOnboarding,
  createAccount,
  type OnboardingInput,
  revalidateAccount,
  saveOnboardingStep,
  startOnboarding,
  validateOnboarding,
} from '@skyledger/contracts';
import { uuidv7 } from '@skyledger/database';
import { type AccountsHarness, startAccounts } from './testing/accounts-harness';

const TOKEN = { tokenId: 'skyledger@pve!discovery', tokenSecret: 'canary-of-a-token' };
const AUDITOR = ['Sys.Audit', 'VM.Audit', 'VM.GuestAgent.Audit', 'Datastore.Audit', 'SDN.Audit'];
const DAY_MS = 86_400_000;
/** In a week, to the second, which is all that the API tells. */
const SOON = new Date(Math.floor((Date.now() + 7 * DAY_MS) / 1000) * 1000);

const MADE = '2026-01-02T03:04:05.000Z';
const AWS_KEYS = {
  access_key_id: DEMO_AWS.accessKeyId,
  secret_access_key: DEMO_AWS.secretAccessKey,
};

const CREDENTIALS = {
  url: 'https://pve.example.com:8006',
  token_id: TOKEN.tokenId,
  token_secret: TOKEN.tokenSecret,
};
const WARNINGS = [
  expect.stringMatching(/may do more than read: VM\.PowerMgmt\./),
  expect.stringContaining(`end at ${SOON.toISOString()}`),
];

describe('what the provider tells of credentials', () => {
  let accounts: AccountsHarness;
  let tenantId: string;

  beforeAll(async () => {
    accounts = await startAccounts({
      ...demoEstate(),
      aws: demoEstate().aws.map((account) => ({
        ...account,
        keyCreatedAt: MADE,
        writeActions: ['s3:PutObject'],
      })),
      proxmox: [
        {
          ...TOKEN,
          account: 'cluster',
          counts: {},
          privileges: [...AUDITOR, 'VM.PowerMgmt'],
          tokenExpiresAt: SOON.toISOString(),
        },
      ],
    });
  });
  afterAll(() => accounts?.stop());
  beforeEach(async () => {
    tenantId = await accounts.addTenant();
  });

  const stored = async (): Promise<Record<string, unknown>[]> =>
    accounts.asOwner(
      `SELECT type, is_keyless, issued_at, expires_at, write_permissions FROM cloud_credentials
       WHERE tenant_id = $1`,
      [tenantId],
    );
  const TOLD = {
    type: 'token_secret',
    is_keyless: false,
    issued_at: null,
    expires_at: SOON,
    write_permissions: ['VM.PowerMgmt'],
  };

  it('is stored with them, and warned of', async () => {
    const request = accounts.requestFor(tenantId, 'proxmox', CREDENTIALS);
    const created = await accounts.bus.request(createAccount, request);
    expect(created.warnings).toEqual(WARNINGS);
    expect(await stored()).toEqual([TOLD]);
  });

  it('is warned of while an account is being onboarded, and when it is made', async () => {
    const session = { tenantId, sessionId: uuidv7(), owner: 'token:1', actor: 'test' };
    const { provider, name, regions, schedule } = accounts.requestFor(tenantId, 'proxmox', {});
    const settings = {
      ...{ name, regions, schedule, resourceTypes: null, group: null, labels: {} },
      environment: 'production' as const,
    };
    const sealed = accounts.seal({ tenantId, accountId: session.sessionId }, CREDENTIALS);
    const method = 'token_secret';
    const inputs: OnboardingInput[] = [
      { step: 'provider', provider },
      { step: 'environment', settings },
      { step: 'authentication', method },
      { step: 'credentials', provider, method, credentials: sealed },
    ];
    await accounts.bus.request(startOnboarding, session);
    for (const input of inputs) {
      await accounts.bus.request(saveOnboardingStep, { ...session, ifVersion: null, input });
    }
    await accounts.bus.request(validateOnboarding, session);
    const [row] = await accounts.asOwner<{ validation: object }>(
      'SELECT validation FROM onboarding_sessions WHERE id = $1',
      [session.sessionId],
    );
    expect(row!.validation).toMatchObject({ outcome: 'accepted', warnings: WARNINGS });
    expect((await accounts.bus.request(completeOnboarding, session)).warnings).toEqual(WARNINGS);
  });

  it('is stored again by every validation that is accepted', async () => {
    const account = await accounts.addAccount(tenantId, 'proxmox', CREDENTIALS);
    await accounts.asOwner(
      'UPDATE cloud_credentials SET is_keyless = NULL, expires_at = NULL, write_permissions = NULL WHERE tenant_id = $1',
      [tenantId],
    );
    const answer = await accounts.bus.request(revalidateAccount, account);
    expect(answer).toMatchObject({ status: 'active', warnings: WARNINGS });
    expect(await stored()).toEqual([TOLD]);
  });

  it('is when IAM made the key, and what its user may do', async () => {
    const account = await accounts.addAccount(tenantId, 'aws', AWS_KEYS);
    const { warnings } = await accounts.bus.request(revalidateAccount, account);
    expect(warnings).toEqual([expect.stringMatching(/may do more than read: s3:PutObject\./)]);
    expect(await stored()).toEqual([
      {
        type: 'access_keys',
        is_keyless: false,
        issued_at: new Date(MADE),
        expires_at: null,
        write_permissions: ['s3:PutObject'],
      },
    ]);
  });

  it('is not made up where it tells nothing', async () => {
    await accounts.addAccount(tenantId, 'hetzner', { api_token: DEMO_HETZNER.token });
    expect(await stored()).toEqual([
      {
        type: 'api_token',
        is_keyless: false,
        issued_at: null,
        expires_at: null,
        write_permissions: null,
      },
    ]);
  });
});
