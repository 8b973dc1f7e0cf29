import {
  type AccountHandle,
  aHetznerProject,
  anAwsAccount,
  anEstate,
  expectLedgerEqualsEstate,
  expectNextRunUnchanged,
  type Platform,
  startPlatform,
  type StartedPlatform,
  onEachTransport,
} from '../harness';

const awsAccount = anAwsAccount(1);
const project = aHetznerProject(1);

onEachTransport('the whole path', (transport) => {
  let started: StartedPlatform;
  let platform: Platform;
  let aws: AccountHandle;
  let hetzner: AccountHandle;

  beforeAll(async () => {
    const estate = anEstate({ aws: [awsAccount], hetzner: [project] });
    started = await startPlatform({ transport, estate });
    platform = started.platform;
  });
  afterAll(() => started?.stop());

  it('discovers added accounts, with findings and links of agents', async () => {
    const { estate } = platform.emulator;
    const [instance] = [...estate.shelves({ kind: 'instance' })].flatMap((shelf) =>
      [...shelf.items.all()].filter((item) => 'state' in item && item.state === 'running'),
    );
    await platform.registerAgent({ agent_key: 'on-instance', instance_id: instance!.id });
    aws = await platform.addAccount(awsAccount);
    hetzner = await platform.addAccount(project);
    await platform.waitForRun(aws.firstRun);
    await platform.waitForRun(hetzner.firstRun);

    await expectLedgerEqualsEstate(platform, aws);
    await expectLedgerEqualsEstate(platform, hetzner);
    const linked = 'SELECT count(*) FROM agents WHERE resource_id IS NOT NULL';
    expect(await platform.owner.number(linked)).toBe(1);
    const open = "SELECT count(*) FROM cloud_security_findings WHERE status = 'open'";
    expect(await platform.owner.number(open)).toBeGreaterThan(10);
  });

  it('finds a second run unchanged', async () => {
    await expectNextRunUnchanged(platform, aws);
    await expectNextRunUnchanged(platform, hetzner);
  });

  it('follows what is added, changed and removed', async () => {
    const { emulator } = platform;
    emulator.mutate({ op: 'remove', share: 0.2 });
    emulator.mutate({ op: 'change', share: 0.2 });
    emulator.mutate({ op: 'add', kind: 'instance', count: 3 });
    emulator.mutate({ op: 'add', kind: 'server', count: 3 });
    for (const account of [aws, hetzner]) {
      const run = await platform.discoverAndSettle(account);
      expect(run.removed).toBeGreaterThan(0);
      expect(run.updated).toBeGreaterThan(0);
      await expectLedgerEqualsEstate(platform, account);
    }
  });

  it('leaves nothing of a deleted account', async () => {
    await platform.deleteAccount(aws);
    await expectLedgerEqualsEstate(platform, hetzner);
    const left = 'SELECT count(*) FROM cloud_resources WHERE account_id = $1';
    expect(await platform.owner.number(left, [aws.id])).toBe(0);
    expect(await platform.owner.number(linkedAgents)).toBe(0);
  });
});

const linkedAgents = 'SELECT count(*) FROM agents WHERE resource_id IS NOT NULL';
