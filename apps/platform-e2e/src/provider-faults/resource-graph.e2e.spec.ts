import {
  demoEstate,
  type DemoLogin,
  demoLogins,
  type FaultEffect,
} from '@skyledger/cloud-emulator';
import {
  type AccountHandle,
  expectLedgerEqualsEstate,
  expectNextRunUnchanged,
  type Platform,
  startPlatform,
  type StartedPlatform,
} from '../harness';

const GRAPH = '/providers/Microsoft.ResourceGraph/resources';
const CONFIGURATION =
  '/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Web/sites/:server/config';

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
afterEach(() => platform.emulator.faults.clear());

const fault = (effect: FaultEffect): void => {
  platform.emulator.faults.add({ match: { provider: 'azure', action: GRAPH }, effect });
};
/** Answers so far, by what was asked. */
const answers = (): { graph: number; singly: number } => ({
  graph: platform.emulator.stats.count({ action: GRAPH, status: 200 }),
  singly: platform.emulator.stats.count({ action: CONFIGURATION, status: 200 }),
});

describe('a subscription of Azure', () => {
  it('is found unchanged with Resource Graph, without it, and with it again', async () => {
    const first = answers();
    expect(first).toEqual({ graph: 1, singly: 0 });
    fault({ type: 'deny' });
    await expectNextRunUnchanged(platform, account);
    const second = answers();
    expect(second).toEqual({ graph: 1, singly: 2 });
    platform.emulator.faults.clear();
    await expectNextRunUnchanged(platform, account);
    expect(answers()).toEqual({ graph: 2, singly: 2 });
  });

  it('loses nothing while Resource Graph fails, and says so', async () => {
    fault({ type: 'status', status: 500 });
    const run = await platform.discoverAndSettle(account);
    expect(run).toMatchObject({ status: 'partial', removed: 0 });
    expect(run.provider_errors).toMatchObject([{ pass: 'web.sites', code: 'unavailable' }]);
    platform.emulator.faults.clear();
    await expectNextRunUnchanged(platform, account);
  });

  it('is read to the end though Resource Graph throttles at first', async () => {
    platform.emulator.faults.add({
      match: { provider: 'azure', action: GRAPH, times: 2 },
      effect: { type: 'throttle', retryAfterSeconds: 1 },
    });
    await expectNextRunUnchanged(platform, account);
  });
});
