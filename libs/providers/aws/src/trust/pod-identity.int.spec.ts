import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { demoEstate, startEmulator, type Emulator } from '@skyledger/cloud-emulator';
import { collectPass, recordingGate } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { aws } from '../provider';
import { faultOf, passOf } from '../testing/aws-estate';

const OURS = {
  accountId: '999988887777',
  accessKeyId: 'AKIACLUSTEROFSKYLEDGER',
  secretAccessKey: 'the-secret-of-the-account-of-the-cluster',
};
const POD = `arn:aws:iam::${OURS.accountId}:role/Pod`;
const DISCOVERY = `arn:aws:iam::${OURS.accountId}:role/Discovery`;
const ROLE = 'arn:aws:iam::123456789012:role/Reader';
const EXTERNAL_ID = 'skyledger-the-external-id-of-this-account';
const TOKEN = 'canary.token-of-the-pod.signed-by-the-cluster';
const environment = { ...process.env };

let emulator: Emulator;
let folder: string;
let tokenFile: string;
let agent: Server | null;
let clients: AwsClient[];

beforeEach(async () => {
  agent = null;
  clients = [];
  folder = await mkdtemp(join(tmpdir(), 'pod-identity-'));
  tokenFile = join(folder, 'token');
  await writeFile(tokenFile, TOKEN);
  const regions = [{ name: 'us-east-1' }];
  const estate = demoEstate();
  emulator = await startEmulator({
    estate: { ...estate, aws: [...estate.aws, { ...OURS, regions }] },
  });
  emulator.putRole({ arn: POD, webIdentityToken: TOKEN });
  emulator.putRole({ arn: DISCOVERY, trusts: [POD] });
  emulator.putRole({ arn: ROLE, trusts: [DISCOVERY], externalId: EXTERNAL_ID });
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AWS_')) delete process.env[name];
  }
  // Neither the files of whoever runs the tests, nor the machine that they run on.
  process.env['AWS_CONFIG_FILE'] = join(folder, 'none');
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'none');
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
});

afterEach(async () => {
  process.env = { ...environment };
  for (const client of clients) client.close();
  agent?.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

/** What the webhook of EKS sets in a pod whose service account is annotated with a role. */
function annotateServiceAccount(): void {
  process.env['AWS_ROLE_ARN'] = POD;
  process.env['AWS_WEB_IDENTITY_TOKEN_FILE'] = tokenFile;
  process.env['AWS_REGION'] = 'us-east-1';
  // The SDK asks STS of its own accord, and so at AWS unless told otherwise.
  process.env['AWS_ENDPOINT_URL_STS'] = emulator.awsEndpoint;
}

/** The agent of Pod Identity, which gives a session of the pod's role to who has the pod's token. */
async function associatePodIdentity(): Promise<void> {
  const { accessKeyId, secretAccessKey } = OURS;
  const sts = new STSClient({
    endpoint: emulator.awsEndpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
  });
  const command = new AssumeRoleCommand({ RoleArn: POD, RoleSessionName: 'pod' });
  const { Credentials: session } = await sts.send(command);
  sts.destroy();
  const started = createServer((request, response) => {
    const isKnown = request.headers.authorization === TOKEN;
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
    const answer = {
      AccessKeyId: session?.AccessKeyId,
      SecretAccessKey: session?.SecretAccessKey,
      Token: session?.SessionToken,
      Expiration: session?.Expiration?.toISOString(),
    };
    response.end(JSON.stringify(isKnown ? answer : { message: 'The token is not known' }));
  });
  agent = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const { port } = started.address() as AddressInfo;
  process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] = `http://127.0.0.1:${port}/v1/credentials`;
  process.env['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'] = tokenFile;
}

async function connect(discoveryRoles = [DISCOVERY]): Promise<AwsClient> {
  const credentials = aws.credentials.parse({ role_arn: ROLE, external_id: EXTERNAL_ID });
  const gate = recordingGate((error) => aws.classifyError(error));
  const context = { gate, endpoint: emulator.awsEndpoint, discoveryRoles };
  const client = await aws.connect(credentials, context);
  clients.push(client);
  return client;
}

const WAYS: [string, () => Promise<void> | void][] = [
  ['IRSA', annotateServiceAccount],
  ['EKS Pod Identity', associatePodIdentity],
];

describe.each(WAYS)('in a pod with %s', (_, arrange) => {
  beforeEach(arrange);

  it('finds the account by the token of the pod, over our discovery role', async () => {
    const client = await connect();
    const hops = (await client.identityChain()).map(({ identity }) => identity);
    expect(hops).toEqual([
      expect.stringContaining(`${OURS.accountId}:assumed-role/Pod/`),
      `arn:aws:sts::${OURS.accountId}:assumed-role/Discovery/skyledger`,
      'arn:aws:sts::123456789012:assumed-role/Reader/skyledger',
    ]);
    const { resources } = await collectPass(passOf('ec2.vpcs'), client, { region: 'us-east-1' });
    expect(resources.length).toBeGreaterThan(0);
  });

  it('goes without a discovery role where accounts trust the pod itself', async () => {
    emulator.putRole({ arn: ROLE, trusts: [POD], externalId: EXTERNAL_ID });
    const hops = (await (await connect([])).identityChain()).map(({ hop }) => hop);
    expect(hops).toEqual(['caller', 'account_role']);
  });

  it('says that the pod was refused when its token is wrong, without repeating it', async () => {
    await writeFile(tokenFile, 'canary.another-token.signed-by-nobody');
    const error = await faultOf(connect().then((client) => aws.identify(client)));
    expect(error.fault).toMatchObject({ kind: 'unavailable', hop: 'caller' });
    expect(error.fault.message).toMatch(/^the identity that calls AWS was refused: \S/);
    expect(`${error.message} ${JSON.stringify(error.fault)}`).not.toContain('canary');
  });
});

it('says that the pod was refused when its role expects no token', async () => {
  annotateServiceAccount();
  emulator.putRole({ arn: POD });
  const { fault } = await faultOf(connect().then((client) => aws.identify(client)));
  expect(fault).toMatchObject({ kind: 'unavailable', hop: 'caller' });
  expect(fault.message).toContain('AssumeRoleWithWebIdentity');
});
