import { DEMO_AWS, demoEstate, type EstateSpec } from '@skyledger/cloud-emulator';
import type { AwsClient } from '../client';
import { aws } from '../provider';
import { startAwsEstate, type AwsEstate } from '../testing/aws-estate';

const MADE = '2026-01-02T03:04:05.000Z';
const [DEMO] = demoEstate().aws;
const REST = { ...demoEstate(), hetzner: [] };
const { roleArn: ROLE, externalId: external_id } = DEMO_AWS;
const KEYS = {
  access_key_id: DEMO_AWS.accessKeyId,
  secret_access_key: DEMO_AWS.secretAccessKey,
};
const UNTOLD = { issuedAt: null, expiresAt: null, writePermissions: null };

type Account = EstateSpec['aws'][number];

let estate: AwsEstate;

afterEach(() => estate.close());

const start = async (changes: Partial<Account>): Promise<void> => {
  estate = await startAwsEstate({ ...REST, aws: [{ ...DEMO!, keyCreatedAt: MADE, ...changes }] });
};
const factsOf = async (client: Promise<AwsClient>): Promise<unknown> =>
  (await aws.identify(await client)).credentials;

describe('keys of a user', () => {
  it('are as old as IAM says, and read only where its policies say so', async () => {
    await start({});
    expect(await factsOf(estate.connectDemo())).toEqual({
      issuedAt: MADE,
      expiresAt: null,
      writePermissions: [],
    });
  });

  it('that may write are told by what they may do', async () => {
    await start({ writeActions: ['s3:PutObject', 'iam:CreateAccessKey', 'unheard:OfAction'] });
    expect(await factsOf(estate.connectDemo())).toMatchObject({
      writePermissions: ['iam:CreateAccessKey', 's3:PutObject'],
    });
  });

  it.each([
    ['iam:ListAccessKeys', { ...UNTOLD, writePermissions: [] }, ['iam:ListAccessKeys']],
    ['iam:SimulatePrincipalPolicy', { ...UNTOLD, issuedAt: MADE }, []],
  ])('are accepted without %s, and less is told', async (action, credentials, missing) => {
    await start({ deniedActions: [action] });
    await expect(aws.identify(await estate.connectDemo())).resolves.toMatchObject({
      credentials,
      missingPermissions: missing,
    });
  });

  it('are not told to read only when half of the answer is left out', async () => {
    await start({});
    estate.emulator.faults.add({
      match: { provider: 'aws', action: 'SimulatePrincipalPolicy' },
      effect: {
        type: 'replace-text',
        find: '<EvaluationResults>',
        replace: '<EvaluationResults/><Lost>',
      },
    });
    expect(await factsOf(estate.connectDemo())).toMatchObject({ writePermissions: null });
  });
});

describe('a role', () => {
  const role = { arn: ROLE, externalId: external_id };

  it('is told by its own policies, beside the age of the keys that assume it', async () => {
    await start({
      writeActions: ['ec2:RunInstances'],
      roles: [{ ...role, writeActions: ['kms:ScheduleKeyDeletion'] }],
    });
    expect(await factsOf(estate.connectRole(external_id))).toEqual({
      issuedAt: MADE,
      expiresAt: null,
      writePermissions: ['kms:ScheduleKeyDeletion'],
    });
  });

  it('that may not be asked about is accepted all the same', async () => {
    const denied = ['iam:SimulatePrincipalPolicy'];
    await start({ deniedActions: ['iam:*'], roles: [{ ...role, deniedActions: denied }] });
    await expect(aws.identify(await estate.connectRole(external_id))).resolves.toMatchObject({
      credentials: UNTOLD,
      missingPermissions: [],
    });
  });

  it('in a session that somebody else opened is told as well, and has no age', async () => {
    await start({ roles: [{ ...role, writeActions: ['s3:PutObject'] }] });
    const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
    const sts = new STSClient({
      endpoint: estate.emulator.awsEndpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: KEYS.access_key_id, secretAccessKey: KEYS.secret_access_key },
    });
    const { Credentials: session } = await sts.send(
      new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'person', ExternalId: external_id }),
    );
    sts.destroy();
    const client = estate.connect({
      access_key_id: session!.AccessKeyId!,
      secret_access_key: session!.SecretAccessKey!,
      session_token: session!.SessionToken!,
    });
    expect(await factsOf(client)).toEqual({ ...UNTOLD, writePermissions: ['s3:PutObject'] });
  });
});
