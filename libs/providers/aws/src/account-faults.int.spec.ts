import { DEMO_AWS } from '@skyledger/cloud-emulator';
import { collectPass } from '@skyledger/provider-sdk';
import { passOf, startAwsEstate, type AwsEstate } from './testing/aws-estate';

let estate: AwsEstate;

beforeEach(async () => {
  estate = await startAwsEstate();
});

afterEach(() => estate.close());

describe('what goes wrong with what belongs to the account', () => {
  it('keeps users whose credential report is denied, and says what is missing', async () => {
    estate.emulator.faults.add({
      match: { action: 'GenerateCredentialReport' },
      effect: { type: 'deny' },
    });
    const client = await estate.connectDemo();
    const users = await collectPass(passOf('iam.authorizations'), client);
    const people = users.resources.filter(({ nativeType }) => nativeType === 'AWS::IAM::User');
    expect(people).toHaveLength(5);
    for (const { attributes } of people) expect(attributes).toMatchObject({ mfaEnabled: null });
    const keys = await collectPass(passOf('iam.access-keys'), client);
    expect(keys.resources.length).toBeGreaterThan(0);
    for (const { warnings } of [users, keys]) {
      expect(warnings.map(({ message }) => message).join()).toContain(
        'iam:GenerateCredentialReport was refused',
      );
    }
  });

  it('does not call a bucket open while its account may block it', async () => {
    estate.emulator.faults.add({
      match: { action: 'GetAccountPublicAccessBlock' },
      effect: { type: 'deny' },
    });
    const client = await estate.connectDemo();
    const { resources, warnings } = await collectPass(passOf('s3.buckets'), client);
    const blocked = resources.map(
      ({ attributes }) => (attributes as { publicAccessBlocked: unknown }).publicAccessBlocked,
    );
    expect(new Set(blocked)).toEqual(new Set([true, null]));
    expect(warnings).toHaveLength(1);
    const settings = await collectPass(passOf('iam.account-settings'), client);
    expect(settings.warnings).toHaveLength(1);
    expect(settings.resources[0]?.attributes).toMatchObject({ publicBucketsBlocked: null });
  });

  it('takes a missing password policy for the usual one', async () => {
    const patch = { passwordPolicy: null };
    estate.emulator.mutate({
      op: 'change',
      kind: 'aws.iam-account',
      account: DEMO_AWS.accountId,
      share: 1,
      patch,
    });
    const client = await estate.connectDemo();
    const { resources, warnings } = await collectPass(passOf('iam.account-settings'), client);
    expect(resources[0]?.attributes).toMatchObject({ passwordMinimumLength: 8 });
    expect(warnings).toEqual([]);
  });
});
