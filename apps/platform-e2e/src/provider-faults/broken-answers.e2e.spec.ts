import type { FaultEffect, FaultMatch } from '@skyledger/cloud-emulator';
import { eventually } from '@skyledger/testing';
import {
  type AccountHandle,
  aHetznerProject,
  anAwsAccount,
  anEstate,
  expectLedgerEqualsEstate,
  expectNextRunUnchanged,
  type Platform,
  readLedger,
  startPlatform,
  type StartedPlatform,
} from '../harness';

// Two pages and more of instances, and of servers.
const account = anAwsAccount(1, {
  regions: [{ name: 'us-east-1', counts: { instances: 2100, vpcs: 1 } }],
});
const silent = anAwsAccount(2);
const project = aHetznerProject(1, { counts: { servers: 160, volumes: 10 } });

let started: StartedPlatform;
let platform: Platform;
let aws: AccountHandle;
let hetzner: AccountHandle;
let hanging: AccountHandle;
let hangingRun: string;

beforeAll(async () => {
  const estate = anEstate({ aws: [account, silent], hetzner: [project] });
  started = await startPlatform({ transport: 'postgres', estate });
  platform = started.platform;
  aws = await platform.addAccount(account);
  hetzner = await platform.addAccount(project);
  hanging = await platform.addAccount(silent);
  for (const each of [aws, hetzner, hanging]) {
    await platform.waitForRun(each.firstRun);
    await expectLedgerEqualsEstate(platform, each);
  }
});
afterAll(() => started?.stop());

const fault = (effect: FaultEffect, match: FaultMatch): (() => void) =>
  platform.emulator.faults.add({ effect, match });

/** Discovers while some are really gone, and expects that nothing of the kind was retired. */
async function expectIncomplete(
  of: AccountHandle,
  kind: 'instance' | 'server',
  remove: () => void,
): Promise<void> {
  platform.emulator.mutate({ op: 'remove', account: of.native, kind, share: 0.01 });
  const before = await countActive(of);
  const run = await platform.waitForRun(await platform.discover(of));
  expect(run).toMatchObject({ status: 'partial', removed: 0 });
  expect(run.provider_errors.length).toBeGreaterThan(0);
  for (const error of run.provider_errors)
    expect(['malformed', 'unavailable']).toContain(error.code);
  expect(await countActive(of)).toBe(before);
  remove();
  expect(await platform.waitForRun(await platform.discover(of))).toMatchObject({
    status: 'completed',
  });
}

const countActive = async (of: AccountHandle): Promise<number> =>
  (await readLedger(platform.owner, of.id)).filter((row) => row.isActive).length;

describe('a request that is never answered', () => {
  it('begins while the other tests run', async () => {
    fault({ type: 'hang' }, { account: hanging.native, action: 'DescribeSubnets', times: 1 });
    hangingRun = await platform.discover(hanging);
    await eventually(() => platform.emulator.stats.count({ status: 0 }) === 1);
  });
});

describe('a listing that does not lead on', () => {
  it.each<[string, FaultEffect]>([
    ['the same next page again and again', { type: 'repeat-token' }],
    ['empty pages without an end', { type: 'empty-page' }],
  ])('is ended, and nothing is retired: %s', async (_, effect) => {
    const remove = fault(effect, { account: aws.native, action: 'DescribeInstances' });
    await expectIncomplete(aws, 'instance', remove);
  });

  it('is ended at Hetzner as well', async () => {
    const remove = fault({ type: 'repeat-token' }, { account: hetzner.native, action: '/servers' });
    await expectIncomplete(hetzner, 'server', remove);
  });

  it('goes on after an empty page in the middle, at which the items follow', async () => {
    fault(
      { type: 'empty-page' },
      { account: aws.native, action: 'DescribeInstances', page: 2, times: 1 },
    );
    expect(await platform.waitForRun(await platform.discover(aws))).toMatchObject({
      status: 'completed',
      removed: 0,
    });
  });

  it('is not believed when an empty page takes the place of items', async () => {
    const remove = fault(
      { type: 'empty-page' },
      { account: hetzner.native, action: '/servers', page: 2 },
    );
    const run = await platform.waitForRun(await platform.discover(hetzner));
    expect(run).toMatchObject({ status: 'partial', removed: 0 });
    remove();
  });
});

describe('an answer that ends too early', () => {
  it.each<[string, FaultEffect]>([
    ['cut', { type: 'truncate' }],
    ['cut, in chunks', { type: 'truncate', chunked: true }],
    ['half a document', { type: 'malformed' }],
    ['nothing at all', { type: 'truncate', keep: 0 }],
  ])('always: is never the end of a list (%s)', async (_, effect) => {
    const remove = fault(effect, { account: aws.native, action: 'DescribeInstances', page: 2 });
    await expectIncomplete(aws, 'instance', remove);
    const removeToo = fault(effect, { account: hetzner.native, action: '/servers', page: 2 });
    await expectIncomplete(hetzner, 'server', removeToo);
  });

  it.each<[string, FaultEffect]>([
    ['cut', { type: 'truncate' }],
    ['half a document', { type: 'malformed' }],
  ])('sometimes: is asked for again (%s)', async (_, effect) => {
    fault(effect, { account: aws.native, times: 3 });
    fault(effect, { account: hetzner.native, times: 2 });
    for (const each of [aws, hetzner]) {
      expect(await platform.waitForRun(await platform.discover(each))).toMatchObject({
        status: 'completed',
        provider_errors: [],
      });
    }
  });
});

describe('in the end', () => {
  it('the request that was never answered was asked again, and its run is complete', async () => {
    const run = await platform.waitForRun(hangingRun, 120_000);
    expect(run).toMatchObject({ status: 'completed', provider_errors: [], removed: 0 });
    expect(run.unchanged).toBe(run.discovered);
  });

  it('the ledger equals the estate', async () => {
    for (const each of [aws, hetzner, hanging]) {
      await expectLedgerEqualsEstate(platform, each);
      await expectNextRunUnchanged(platform, each);
    }
  });
});
