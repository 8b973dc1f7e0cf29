import { demoEstate, type EstateSpec } from '@skyledger/cloud-emulator';
import { collectPass, type CollectOptions } from '@skyledger/provider-sdk';
import { passOf, startAwsEstate, type AwsEstate } from '../testing/aws-estate';

const LIST = 'iam:ListUsers';
const [DEMO] = demoEstate().aws;
const NO_USERS = { services: {} };

let estate: AwsEstate;

afterEach(() => estate.close());

/** Whether users were listed in the demo's account with some changes. */
async function listsUsersOf(
  changes: Partial<EstateSpec['aws'][number]>,
  options: CollectOptions = {},
): Promise<boolean> {
  const account = { ...DEMO!, ...changes };
  estate = await startAwsEstate({ ...demoEstate(), hetzner: [], aws: [account] });
  const client = await estate.connectDemo();
  const { warnings } = await collectPass(passOf('iam.access-keys'), client, options);
  expect(warnings).toEqual([]);
  await collectPass(passOf('iam.account-settings'), client);
  return estate.gate.operations.includes(LIST);
}

describe('the users of an account', () => {
  it('are listed for their keys, except where IAM counts none', async () => {
    expect(await listsUsersOf({})).toBe(true);
    await estate.close();
    expect(await listsUsersOf(NO_USERS)).toBe(false);
    const summaries = estate.gate.operations.filter((each) => each === 'iam:GetAccountSummary');
    expect(summaries).toHaveLength(1);
  });

  it('are listed where the ledger holds keys', async () => {
    expect(await listsUsersOf(NO_USERS, { known: ['AKIAIOSFODNN7EXAMPLE'] })).toBe(true);
  });

  it('are listed where nobody may know how many there are', async () => {
    estate = await startAwsEstate({
      ...demoEstate(),
      hetzner: [],
      aws: [{ ...DEMO!, ...NO_USERS, deniedActions: ['iam:GetAccountSummary'] }],
    });
    await collectPass(passOf('iam.access-keys'), await estate.connectDemo());
    expect(estate.gate.operations).toContain(LIST);
  });
});
