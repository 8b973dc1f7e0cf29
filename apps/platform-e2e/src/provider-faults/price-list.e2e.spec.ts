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

let started: StartedPlatform;
let platform: Platform;
let account: AccountHandle;

beforeAll(async () => {
  const env = { SKYLEDGER_RATE_SHARE: '100' };
  const { seed, azure = [] } = demoEstate();
  const estate = { seed, aws: [], hetzner: [], azure };
  started = await startPlatform({ transport: 'postgres', estate, env });
  platform = started.platform;
  const login = demoLogins().find(({ provider }) => provider === 'azure') as DemoLogin;
  account = await platform.addDemoAccount(login);
  await platform.waitForRun(account.firstRun);
  await expectLedgerEqualsEstate(platform, account);
});
afterAll(() => started?.stop());

/** How many of the disks that are there have a price, and how many have none. */
async function disks(): Promise<{ priced: number; unpriced: number }> {
  const rows = (await readLedger(platform.owner, account.id)).filter(
    ({ isActive, nativeType }) => isActive && nativeType === 'Microsoft.Compute/disks',
  );
  const priced = rows.filter(({ price }) => price !== null).length;
  return { priced, unpriced: rows.length - priced };
}

describe('a price list that fails', () => {
  it('costs prices and nothing else: what is gone is retired, and the run tells of it', async () => {
    const before = await disks();
    expect(before).toEqual({ priced: 14, unpriced: 0 });

    const match = { provider: 'azure', service: 'retail-prices' } as const;
    platform.emulator.faults.add({ match, effect: { type: 'deny' } });
    platform.emulator.mutate({
      op: 'remove',
      account: account.native,
      kind: 'azure.disk',
      share: 0.3,
    });
    const run = await platform.discoverAndSettle(account);
    expect(run.status).toBe('completed');
    expect(run.removed).toBeGreaterThan(0);
    expect(run.provider_errors).toMatchObject([
      { pass: 'compute.disks', code: 'prices_unread', detail_only: true },
      { pass: 'compute.virtual-machines', code: 'prices_unread', detail_only: true },
    ]);
    await expectLedgerEqualsEstate(platform, account);
    expect(await disks()).toEqual({ priced: 0, unpriced: before.priced - run.removed });

    platform.emulator.faults.clear();
    await platform.discoverAndSettle(account);
    expect(await disks()).toEqual({ priced: before.priced - run.removed, unpriced: 0 });
    await expectNextRunUnchanged(platform, account);
  });
});
