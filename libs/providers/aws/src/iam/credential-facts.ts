import {
  ListAccessKeysCommand,
  SimulatePrincipalPolicyCommand,
  type EvaluationResult,
  type SimulatePrincipalPolicyCommandOutput,
} from '@aws-sdk/client-iam';
import { ProviderError, type CredentialFacts, type IdentityHop } from '@skyledger/provider-sdk';
import { parseArn } from '../arn';
import type { AwsClient } from '../client';
import { objectsOf, sortedTexts, timeOf } from '../payload';
import { present } from '../request-failure';
import { SIMULATION } from '../trust/read-only-policy';

/**
 * One telling action of each kind of right that a reader has not; none is in `ReadOnlyAccess` or
 * `SecurityAudit`. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
const WRITING = [
  'cloudtrail:StopLogging',
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:RunInstances',
  'ec2:TerminateInstances',
  'iam:AttachRolePolicy',
  'iam:CreateAccessKey',
  'kms:ScheduleKeyDeletion',
  'lambda:UpdateFunctionCode',
  'rds:DeleteDBInstance',
  's3:PutBucketPolicy',
  's3:PutObject',
  'secretsmanager:PutSecretValue',
];

/**
 * What IAM tells of the credentials: when the access key was made, and what of a sample the user or
 * role may do beyond reading, on all resources. It costs a request each; what may not be asked is not
 * told. Access keys have no end.
 */
export async function credentialFacts(
  client: AwsClient,
  identityChain: readonly IdentityHop[],
): Promise<CredentialFacts> {
  const [issuedAt, writePermissions] = await Promise.all([
    unlessUnanswered(() => keyMadeAt(client)),
    unlessUnanswered(() => writesOf(client, identityChain.at(-1)?.identity)),
  ]);
  return { issuedAt, expiresAt: null, writePermissions };
}

/**
 * IAM takes the user who asks for the one who is meant, and lists the keys of the root user as well.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html
 */
async function keyMadeAt(client: AwsClient): Promise<string | null> {
  const { accessKeyId } = client;
  // Keys of a session (ASIA) are not the user's own, and not listed.
  if (accessKeyId === null || !accessKeyId.startsWith('AKIA')) return null;
  const keys = await client.callAsGiven(
    { service: 'iam', permission: 'iam:ListAccessKeys' },
    async (iam, options) => {
      const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({}), options);
      return objectsOf(present(AccessKeyMetadata, 'access keys'));
    },
  );
  return timeOf(keys.find((key) => key.AccessKeyId === accessKeyId)?.CreateDate);
}

/**
 * The simulation counts policies of groups, boundaries and service control policies in, and carries
 * nothing out. Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
async function writesOf(client: AwsClient, identity: string | undefined): Promise<string[] | null> {
  if (parseArn(identity)?.resource === 'root') return ['*'];
  const source = client.roleArn ?? policySourceOf(identity);
  if (source === null) return null;
  const results: EvaluationResult[] = [];
  let marker: string | undefined;
  do {
    const page = await simulate(client, source, marker);
    results.push(...objectsOf(page.EvaluationResults));
    const next = page.IsTruncated === true ? page.Marker : undefined;
    marker = next === marker ? undefined : next;
  } while (marker !== undefined);
  // Of what it said nothing of, nothing is told.
  if (results.length < WRITING.length) return null;
  const allowed = results.filter(({ EvalDecision }) => EvalDecision === 'allowed');
  return sortedTexts(allowed.map(({ EvalActionName }) => EvalActionName));
}

function simulate(
  client: AwsClient,
  source: string,
  marker: string | undefined,
): Promise<SimulatePrincipalPolicyCommandOutput> {
  const command = new SimulatePrincipalPolicyCommand({
    PolicySourceArn: source,
    ActionNames: WRITING,
    Marker: marker,
  });
  return client.call({ service: 'iam', permission: SIMULATION }, async (iam, options) => {
    const page = await iam.send(command, options);
    present(page.EvaluationResults, 'results');
    return page;
  });
}

/** Whose policies count for an identity; of a session it tells the role, but not the role's path. */
function policySourceOf(identity: string | undefined): string | null {
  const arn = parseArn(identity);
  if (arn?.service === 'iam' && arn.resource.startsWith('user/')) return identity ?? null;
  const role = /^assumed-role\/([^/]+)\//.exec(arn?.resource ?? '')?.[1];
  return arn && role !== undefined
    ? `arn:${arn.partition}:iam::${arn.accountId}:role/${role}`
    : null;
}

async function unlessUnanswered<Result>(ask: () => Promise<Result>): Promise<Result | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}
