import { demoEstate, demoLogins, type EstateSpec } from '@skyledger/cloud-emulator';
import {
  type AccountHandle,
  expectLedgerEqualsEstate,
  expectNextRunUnchanged,
  type Platform,
  startPlatform,
  type StartedPlatform,
} from '../harness';

const ASSETS = '/cloudasset/v1/projects/:project/assets';

let started: StartedPlatform;
let platform: Platform;
let account: AccountHandle;
let openInventory: () => void;

/** The demo's project, whose inventory knows of Belgium alone. */
function behind(estate: EstateSpec): EstateSpec {
  const unindexedLocations = ['global', 'eu', 'europe', 'us-central1'];
  const gcp = estate.gcp?.map((project) => ({
    ...project,
    counts: { ...project.counts, kmsKeys: 12, repositories: 12 },
    unindexedLocations,
  }));
  return { ...estate, ...(gcp !== undefined && { gcp }) };
}

const closeInventory = (): (() => void) =>
  platform.emulator.faults.add({
    match: { provider: 'gcp', action: ASSETS },
    effect: { type: 'deny' },
  });

beforeAll(async () => {
  const env = { SKYLEDGER_RATE_SHARE: '100' };
  started = await startPlatform({ transport: 'postgres', estate: behind(demoEstate()), env });
  platform = started.platform;
  openInventory = closeInventory();
  const login = demoLogins().find(({ provider }) => provider === 'gcp');
  if (!login) throw new Error('the demo has no project');
  account = await platform.addDemoAccount(login);
  await platform.waitForRun(account.firstRun);
});
afterAll(() => started?.stop());

describe('a project of Google Cloud whose asset inventory is behind', () => {
  it('is discovered exactly by the APIs of its services, while the inventory is closed', async () => {
    expect(await platform.run(account.firstRun)).toMatchObject({ status: 'completed' });
    await expectLedgerEqualsEstate(platform, account);
  });

  it('is found unchanged once the inventory is open, though that does not know half of it', async () => {
    openInventory();
    await expectNextRunUnchanged(platform, account);
  });

  it('is followed when it changes', async () => {
    platform.emulator.mutate({ op: 'remove', share: 0.3, account: account.native });
    const run = await platform.discoverAndSettle(account);
    expect(run).toMatchObject({ status: 'completed' });
    expect(run.removed).toBeGreaterThan(0);
    await expectLedgerEqualsEstate(platform, account);
  });

  it('is found unchanged when the inventory is closed again', async () => {
    closeInventory();
    await expectNextRunUnchanged(platform, account);
  });
});
