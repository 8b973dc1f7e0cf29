import type { AwsAccountSpec } from '@skyledger/cloud-emulator';
import {
  type AccountHandle,
  anAwsAccount,
  anEstate,
  onEachTransport,
  OUR_ACCOUNT,
  OUR_IDENTITY,
  OUR_ROLE,
  type Platform,
  startPlatform,
  type StartedPlatform,
} from '../harness';

const CHECK = 'account-role-requires-external-id';
const small = { regions: [{ name: 'us-east-1' }], counts: { instances: 3, vpcs: 1 }, buckets: 1 };
const specs = { careless: anAwsAccount(1, small), careful: anAwsAccount(2, small) };

interface Finding {
  id: string;
  status: string;
  severity: string;
  resolution: string | null;
  resource: { resource_id: string; name: string };
}

const roleOf = ({ accountId }: AwsAccountSpec): string => `arn:aws:iam::${accountId}:role/Reader`;

onEachTransport('the trust of a role', (transport) => {
  let started: StartedPlatform;
  let platform: Platform;
  let careless: AccountHandle;
  let careful: AccountHandle;
  const externalIds = new Map<AwsAccountSpec, string>();

  beforeAll(async () => {
    const estate = anEstate({ aws: [...Object.values(specs), OUR_ACCOUNT] });
    started = await startPlatform({ transport, estate, env: OUR_IDENTITY });
    platform = started.platform;
    for (const spec of Object.values(specs)) {
      const minted = await platform.api.post<{ external_id: string }>('/cloud/aws/external-ids', {
        native_account_id: spec.accountId,
      });
      externalIds.set(spec, minted.external_id);
    }
  });
  afterAll(() => started?.stop());

  /** Lets us in, with the external id of the account or whatever is named. */
  const trustUs = (spec: AwsAccountSpec, asksForIt: boolean): void =>
    platform.emulator.putRole({
      arn: roleOf(spec),
      trusts: [OUR_ROLE],
      ...(asksForIt && { externalId: externalIds.get(spec)! }),
    });

  async function add(spec: AwsAccountSpec): Promise<AccountHandle> {
    const { accountId: native } = spec;
    const created = await platform.api.post<{ id: string; scan_run_id: string }>(
      '/cloud/accounts',
      {
        name: native,
        provider: 'aws',
        credentials: { role_arn: roleOf(spec), external_id: externalIds.get(spec) },
        schedule: { kind: 'manual' },
      },
    );
    const { id, scan_run_id: firstRun } = created;
    expect(await platform.waitForRun(firstRun)).toMatchObject({ status: 'completed' });
    await platform.settled();
    return { id, name: native, provider: 'aws', native, firstRun };
  }

  const findings = (account: AccountHandle, status: 'open' | 'resolved'): Promise<Finding[]> =>
    platform.api.all(`/cloud/findings?account_id=${account.id}&check_id=${CHECK}&status=${status}`);

  /** What the trust is remembered as: it was tried. */
  const trusts = (account: AccountHandle): Promise<{ resource_id: string }[]> =>
    platform.api.all(`/cloud/resources?account_id=${account.id}&type=account_settings`);

  it('is a finding of the account where the role can be assumed without its external id', async () => {
    trustUs(specs.careless, false);
    careless = await add(specs.careless);
    expect(await findings(careless, 'open')).toMatchObject([
      {
        status: 'open',
        severity: 'high',
        resource: { resource_id: `${roleOf(specs.careless)}#trust`, name: 'Trust of Reader' },
      },
    ]);
  });

  it('is none where the role asks for it', async () => {
    trustUs(specs.careful, true);
    careful = await add(specs.careful);
    expect(await trusts(careful)).toContainEqual(
      expect.objectContaining({ resource_id: `${roleOf(specs.careful)}#trust` }),
    );
    expect(await findings(careful, 'open')).toEqual([]);
  });

  it('is none any more in the run after the role was mended', async () => {
    const [open] = await findings(careless, 'open');
    trustUs(specs.careless, true);
    expect(await platform.discoverAndSettle(careless)).toMatchObject({ status: 'completed' });
    expect(await findings(careless, 'open')).toEqual([]);
    expect(await findings(careless, 'resolved')).toMatchObject([
      { id: open!.id, status: 'resolved', resolution: 'passed' },
    ]);
  });

  it('is one again when the condition is lost, and of that account alone', async () => {
    trustUs(specs.careful, false);
    await platform.discoverAndSettle(careful);
    expect(await findings(careful, 'open')).toHaveLength(1);
    expect(await findings(careless, 'open')).toEqual([]);
  });
});
