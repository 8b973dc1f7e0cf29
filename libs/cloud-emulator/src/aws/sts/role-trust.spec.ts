import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Emulator } from '../../index';
import { connectEmulator, startEmulator } from '../../index';
import { awsClients } from '../../testing/aws-clients';
import type { TestCredentials } from '../../testing/aws-clients';

const CALLER = { accessKeyId: 'AKIACALLEROFEMULATOR', secretAccessKey: 'the-secret-of-the-caller' };
const OWNER = { accessKeyId: 'AKIAOWNEROFEMULATOR0', secretAccessKey: 'the-secret-of-the-owner' };
const HOP = 'arn:aws:iam::111111111111:role/Hop';
const READER = 'arn:aws:iam::222222222222:role/path/Reader';

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({
    estate: {
      seed: 1,
      hetzner: [],
      aws: [
        { accountId: '111111111111', ...CALLER, regions: [], roles: [{ arn: HOP }] },
        {
          accountId: '222222222222',
          ...OWNER,
          regions: [],
          roles: [{ arn: READER, trusts: [HOP], externalId: 'one' }],
        },
      ],
    },
  });
});

afterEach(() => emulator.close());

async function assume(
  caller: TestCredentials,
  RoleArn: string,
  ExternalId?: string,
): Promise<TestCredentials> {
  const { sts } = awsClients(emulator.awsEndpoint, caller);
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ExternalId });
  const { Credentials: keys } = await sts.send(command);
  return {
    accessKeyId: keys!.AccessKeyId!,
    secretAccessKey: keys!.SecretAccessKey!,
    sessionToken: keys!.SessionToken!,
  };
}

const arnOf = async (caller: TestCredentials): Promise<string | undefined> =>
  (await awsClients(emulator.awsEndpoint, caller).sts.send(new GetCallerIdentityCommand({}))).Arn;

it('lets sessions of a trusted role in, and nobody else', async () => {
  await expect(assume(CALLER, READER, 'one')).rejects.toMatchObject({ name: 'AccessDenied' });
  const hop = await assume(CALLER, HOP);
  await expect(assume(hop, READER)).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(await arnOf(await assume(hop, READER, 'one'))).toBe(
    'arn:aws:sts::222222222222:assumed-role/Reader/test',
  );
});

it('lets the account change what its role asks for', async () => {
  const hop = await assume(CALLER, HOP);
  emulator.putRole({ arn: READER, trusts: [HOP] });
  await assume(hop, READER);
  await connectEmulator(emulator.adminEndpoint).putRole({ arn: READER, externalId: 'two' });
  await expect(assume(hop, READER, 'one')).rejects.toMatchObject({ name: 'AccessDenied' });
  await assume(hop, READER, 'two');
  expect(() => emulator.putRole({ arn: 'arn:aws:iam::333333333333:role/X' })).toThrow('no account');
});

it('names sessions by the partition of their role', async () => {
  const arn = 'arn:aws-cn:iam::111111111111:role/Hop';
  emulator.putRole({ arn });
  expect(await arnOf(await assume(CALLER, arn))).toBe(
    'arn:aws-cn:sts::111111111111:assumed-role/Hop/test',
  );
});
