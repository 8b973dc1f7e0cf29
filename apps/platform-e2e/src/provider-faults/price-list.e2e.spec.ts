import { demoEstate, type DemoLogin, demoLogins } from '@skyledger/cloud-emulator';
import {
  type AccountHandle,
  expectLedgerEqualsEstate,
  expectNextRunUnchanged,
  type Platform,
  readLedger,
  startPlatform,
  type StartedPlatform,
} from '../harness';

/**
 * Providers whose prices come from a list of everyone's: what it is called, something it prices, and the
 * passes that ask for prices, in each region where they are regional.
 */
const LISTS = [
  {
    provider: 'aws',
    service: 'pricing',
    kind: 'volume',
    nativeType: 'AWS::EC2::Volume',
    passes: ['ec2.instances', 'ec2.volumes', 'rds.db-instances'],
    regions: 3,
  },
  {
    provider: 'azure',
    service: 'retail-prices',
    kind: 'azure.disk',
    nativeType: 'Microsoft.Compute/disks',
    passes: ['compute.disks', 'compute.virtual-machines'],
    regions: 1,
  },
  {
    provider: 'ovh',
    service: 'order',
    kind: 'ovh.volume',
    nativeType: 'cloud.volume.Volume',
    passes: ['compute.instances', 'storage.volumes'],
    regions: 1,
  },
  {
    provider: 'gcp',
    service: 'cloudbilling',
    kind: 'gcp.disk',
    nativeType: 'compute.googleapis.com/Disk',
    passes: ['compute.disks', 'compute.instances'],
    regions: 1,
  },
] as const;

let started: StartedPlatform;
let platform: Platform;

beforeAll(async () => {
  const env = { SKYLEDGER_RATE_SHARE: '100' };
  const { seed, aws, azure = [], ovh = [], gcp = [] } = demoEstate();
  const estate = { seed, aws, hetzner: [], azure, ovh, gcp };
  started = await startPlatform({ transport: 'postgres', estate, env });
  platform = started.platform;
});
afterAll(() => started?.stop());
afterEach(() => platform.emulator.faults.clear());

describe.each(LISTS)(
  'the price list of $provider',
  ({ provider, service, kind, nativeType, passes, regions }) => {
    let account: AccountHandle;

    beforeAll(async () => {
      const login = demoLogins().find((each) => each.provider === provider) as DemoLogin;
      account = await platform.addDemoAccount(login);
      await platform.waitForRun(account.firstRun);
      await expectLedgerEqualsEstate(platform, account);
    });

    /** Prices by id of what is there. */
    const prices = async (): Promise<Map<string, unknown>> => {
      const rows = await readLedger(platform.owner, account.id);
      return new Map(
        rows
          .filter((row) => row.isActive && row.nativeType === nativeType)
          .map(({ resourceId, price }) => [resourceId, price]),
      );
    };

    it('costs nothing that is known when it fails: prices stay, what is gone is retired', async () => {
      const before = await prices();
      expect([...before.values()].some((price) => price !== null)).toBe(true);

      platform.emulator.faults.add({ match: { provider, service }, effect: { type: 'deny' } });
      platform.emulator.mutate({ op: 'remove', account: account.native, kind, share: 0.3 });
      const run = await platform.discoverAndSettle(account);
      expect(run.status).toBe('completed');
      expect(run.removed).toBeGreaterThan(0);
      expect(run).toMatchObject({ created: 0, updated: 0 });
      expect(run.provider_errors).toMatchObject(
        passes.flatMap((pass) =>
          Array.from({ length: regions }, () => ({
            pass,
            code: 'prices_unread',
            detail_only: true,
          })),
        ),
      );
      await expectLedgerEqualsEstate(platform, account);
      const after = await prices();
      expect(after.size).toBe(before.size - run.removed);
      expect(after).toEqual(new Map([...after.keys()].map((id) => [id, before.get(id)])));

      platform.emulator.faults.clear();
      await expectNextRunUnchanged(platform, account);
    });
  },
);
