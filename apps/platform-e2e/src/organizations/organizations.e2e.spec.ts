import { DEMO_GCP, type EstateSpec } from '@skyledger/cloud-emulator';
import { eventually } from '@skyledger/testing';
import {
  type AccountHandle,
  anAwsAccount,
  anEstate,
  expectLedgerEqualsEstate,
  onEachTransport,
  type Platform,
  readLedger,
  startPlatform,
  type StartedPlatform,
} from '../harness';

type Provider = 'aws' | 'azure' | 'gcp';

/** An organisation whose members a test changes. */
interface Organization {
  provider: Provider;
  /** What connects it. */
  credentials: object;
  estate: Partial<EstateSpec>;
  /** Each by the names that the provider and the emulator have for it. */
  members: readonly { nativeId: string; account: string }[];
  add(index: number): void;
  close(index: number): void;
}

interface MemberAccount {
  id: string;
  name: string;
  native_account_id: string;
  status: string;
  membership: string;
}

const NUMBERS = [1, 2, 3];

function inAws(): Organization {
  const accounts: { id: string; name: string; state?: 'SUSPENDED' }[] = [];
  const role = 'SkyledgerReadOnly';
  const regions = [{ name: 'us-east-1' }];
  const counts = { instances: 3, dbInstances: 1 };
  const organization = { id: 'o-e2eexample', rootId: 'r-e2e0', accounts };
  const management = anAwsAccount(10, { regions, counts: {}, buckets: 0, organization });
  const { accountId, accessKeyId, secretAccessKey } = management;
  const members = NUMBERS.map((number) => {
    const member = anAwsAccount(10 + number, { regions, counts, buckets: 1 });
    const arn = `arn:aws:iam::${member.accountId}:role/${role}`;
    return { ...member, roles: [{ arn, trusts: [accountId] }] };
  });
  const ids = members.map((member) => member.accountId);
  return {
    provider: 'aws',
    credentials: {
      management: { access_key_id: accessKeyId, secret_access_key: secretAccessKey },
      member_role_name: role,
    },
    estate: { aws: [management, ...members] },
    members: ids.map((id) => ({ nativeId: id, account: id })),
    add: (index) => accounts.push({ id: ids[index]!, name: `Account ${index}` }),
    close: (index) => (accounts[index] = { ...accounts[index]!, state: 'SUSPENDED' }),
  };
}

function inAzure(): Organization {
  const subscriptions: { id: string; name: string; groupId: string; state?: 'Disabled' }[] = [];
  const application = {
    tenantId: 'bbbbbbbb-0000-4000-8000-000000000001',
    clientId: 'cccccccc-0000-4000-8000-000000000001',
    clientSecret: 'EXAMPLE~secretOfTheWholeTenant',
  };
  const groups = [{ id: 'landing', name: 'Landing zones' }];
  const organization = { displayName: 'Contoso', groups, subscriptions };
  const members = NUMBERS.map((number) => ({
    nativeId: `aaaaaaaa-0000-4000-8000-00000000000${number}`,
    account: `subscription-${number}`,
  }));
  return {
    provider: 'azure',
    credentials: {
      method: 'service_principal',
      tenant_id: application.tenantId,
      client_id: application.clientId,
      client_secret: application.clientSecret,
      management_group_id: 'landing',
    },
    estate: {
      azure: members.map(({ nativeId, account }, index) => ({
        ...application,
        account,
        subscriptionId: nativeId,
        reads: { burst: 5000, perSecond: 1000 },
        counts: { machines: 3, networks: 1, sqlServers: 1 },
        ...(index === 0 ? { organization } : {}),
      })),
    },
    members,
    add: (index) => {
      const id = members[index]!.nativeId;
      subscriptions.push({ id, name: `Subscription ${index}`, groupId: 'landing' });
    },
    close: (index) => (subscriptions[index] = { ...subscriptions[index]!, state: 'Disabled' }),
  };
}

function inGcp(): Organization {
  const projects: { id: string; name: string; parent: string; state?: 'DELETE_REQUESTED' }[] = [];
  const { email, keyId, publicKey, keyFile } = DEMO_GCP;
  const folders = [{ id: 'folders/1001', name: 'Teams' }];
  const id = 'organizations/123456789012';
  const organization = { id, displayName: 'example.com', folders, projects };
  const members = NUMBERS.map((number) => `e2e-project-${number}`);
  return {
    provider: 'gcp',
    credentials: { method: 'key_file', service_account_key: keyFile, parent: id },
    estate: {
      gcp: members.map((account, index) => ({
        account,
        serviceAccount: { email, keyId, publicKey },
        requestsPerMinute: 100_000,
        counts: { instances: 3, buckets: 2 },
        ...(index === 0 ? { organization } : {}),
      })),
    },
    members: members.map((account) => ({ nativeId: account, account })),
    add: (index) =>
      projects.push({ id: members[index]!, name: `Project ${index}`, parent: 'folders/1001' }),
    close: (index) => (projects[index] = { ...projects[index]!, state: 'DELETE_REQUESTED' }),
  };
}

onEachTransport('an organisation', (transport) => {
  const organizations = [inAws(), inAzure(), inGcp()];
  let started: StartedPlatform;
  let platform: Platform;

  beforeAll(async () => {
    const estate = organizations.reduce(
      (all, each): EstateSpec => ({ ...all, ...each.estate }),
      anEstate({}),
    );
    // Limits of providers are tried elsewhere; here they would only take time.
    const env = { SKYLEDGER_RATE_SHARE: '100' };
    started = await startPlatform({ transport, estate, env });
    platform = started.platform;
  });
  afterAll(() => started?.stop());

  describe.each(organizations)('of $provider', (organization) => {
    const { provider, members } = organization;
    let id: string;

    /** Every account of the organisation that there is, whatever became of it, in the order of members. */
    const accounts = async (): Promise<MemberAccount[]> => {
      const path = `/cloud/accounts?organization_id=${id}`;
      const found = await platform.api.all<MemberAccount>(path);
      return found.sort((a, b) => (a.native_account_id < b.native_account_id ? -1 : 1));
    };
    const handleOf = async (index: number): Promise<AccountHandle> => {
      const { nativeId, account: native } = members[index]!;
      const found = (await accounts()).find((each) => each.native_account_id === nativeId);
      const [run] = await platform.owner.query<{ id: string }>(
        'SELECT id FROM cloud_discovery_runs WHERE account_id = $1 ORDER BY number',
        [found?.id],
      );
      return { id: found!.id, name: found!.name, provider, native, firstRun: run!.id };
    };
    const expectAccounts = (expected: Partial<MemberAccount>[]): Promise<void> =>
      eventually(async () => expect(await accounts()).toMatchObject(expected), {
        timeoutMs: 60_000,
      });
    const active = (index: number): Partial<MemberAccount> => ({
      native_account_id: members[index]!.nativeId,
      status: 'active',
      membership: 'listed',
    });
    const expectDiscovered = async (index: number): Promise<void> => {
      const account = await handleOf(index);
      await platform.waitForRun(account.firstRun);
      expect(platform.estateOf(account).length).toBeGreaterThan(3);
      await expectLedgerEqualsEstate(platform, account);
    };
    const sync = (): Promise<unknown> => platform.api.post(`/cloud/organizations/${id}/sync`);

    it('is connected, and its members are discovered like any account', async () => {
      organization.add(0);
      organization.add(1);
      const connected = await platform.api.post<{ id: string }>('/cloud/organizations', {
        name: `organisation of ${provider}`,
        provider,
        credentials: organization.credentials,
        schedule: { kind: 'manual' },
      });
      id = connected.id;
      await expectAccounts([active(0), active(1)]);
      for (const index of [0, 1]) await expectDiscovered(index);
    });

    it('is followed when it gets another member', async () => {
      organization.add(2);
      await sync();
      await expectAccounts([active(0), active(1), active(2)]);
      await expectDiscovered(2);
    });

    it('has a member that is closed suspended, and nothing of it deleted', async () => {
      const closed = await handleOf(1);
      const before = await readLedger(platform.owner, closed.id);
      organization.close(1);
      await sync();
      const suspended = { ...active(1), status: 'suspended', membership: 'closed' };
      await expectAccounts([active(0), suspended, active(2)]);
      await platform.settled();
      expect(await readLedger(platform.owner, closed.id)).toEqual(before);
      await expectLedgerEqualsEstate(platform, closed);
      const refused = await platform.api.ask('POST', `/cloud/accounts/${closed.id}/discover`);
      expect(refused.status).toBe(409);
    });
  });
});
