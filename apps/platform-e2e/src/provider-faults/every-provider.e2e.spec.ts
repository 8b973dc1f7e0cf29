import {
  type DemoLogin,
  demoEstate,
  demoLogins,
  type EstateSpec,
  type FaultEffect,
} from '@skyledger/cloud-emulator';
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

beforeAll(async () => {
  // Limits of providers are tried elsewhere; here they would only take time.
  const env = { SKYLEDGER_RATE_SHARE: '100' };
  started = await startPlatform({ transport: 'postgres', estate: unhurried(demoEstate()), env });
  platform = started.platform;
});
afterAll(() => started?.stop());
afterEach(() => platform.emulator.faults.clear());

function unhurried(estate: EstateSpec): EstateSpec {
  const digitalocean = estate.digitalocean?.map((account) => ({
    ...account,
    requestsPerHour: 500_000,
  }));
  return { ...estate, ...(digitalocean !== undefined && { digitalocean }) };
}

const logins = demoLogins().map((login): [string, DemoLogin] => [login.provider, login]);

describe.each(logins)('%s', (_provider, login) => {
  let account: AccountHandle;

  beforeAll(async () => {
    account = await platform.addDemoAccount(login);
    await platform.waitForRun(account.firstRun);
  });

  const fault = (effect: FaultEffect, times?: number): void => {
    platform.emulator.faults.add({ match: { provider: login.provider, times }, effect });
  };
  const activeIds = async (): Promise<string[]> =>
    (await readLedger(platform.owner, account.id))
      .filter((row) => row.isActive)
      .map((row) => row.id);

  it('is discovered exactly, and found unchanged by the next run', async () => {
    await expectLedgerEqualsEstate(platform, account);
    await expectNextRunUnchanged(platform, account);
  });

  it('is followed when it changes', async () => {
    platform.emulator.mutate({ op: 'remove', share: 0.2, account: account.native });
    platform.emulator.mutate({ op: 'change', share: 0.2, account: account.native });
    const run = await platform.discoverAndSettle(account);
    expect(run.removed).toBeGreaterThan(0);
    expect(run.updated).toBeGreaterThan(0);
    await expectLedgerEqualsEstate(platform, account);
  });

  it('is read to the end though it throttles, fails, hangs up and sends half a document', async () => {
    fault({ type: 'throttle', retryAfterSeconds: 1 }, 1);
    fault({ type: 'status', status: 503 }, 2);
    fault({ type: 'truncate' }, 1);
    fault({ type: 'malformed' }, 1);
    expect(await platform.discoverAndSettle(account)).toMatchObject({ status: 'completed' });
    await expectLedgerEqualsEstate(platform, account);
  });

  it('loses nothing while it refuses, and says so', async () => {
    const before = await activeIds();
    fault({ type: 'deny' });
    const run = await platform.discoverAndSettle(account);
    expect(run.status).not.toBe('completed');
    expect(run.provider_errors.length).toBeGreaterThan(0);
    expect(await activeIds()).toEqual(before);
  });

  it('loses nothing when the credentials end in the middle of a run', async () => {
    const before = await activeIds();
    platform.emulator.faults.add({
      match: { provider: login.provider, after: 2 },
      effect: { type: 'expire-token' },
    });
    await platform.discoverAndSettle(account);
    expect(await activeIds()).toEqual(before);
    platform.emulator.faults.clear();
    await expectNextRunUnchanged(platform, account);
  });
});
