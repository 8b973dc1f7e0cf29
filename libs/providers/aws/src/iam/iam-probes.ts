import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  ListAccessKeysCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import type { AwsClient } from '../client';
import { deniedListing } from '../permission-probe';

/** Tries each permission of IAM once. */
export async function deniedOfIam(client: AwsClient): Promise<string[]> {
  const denied = await Promise.all([
    deniedListing(client, 'iam', 'iam:GetAccountAuthorizationDetails', (iam, options) =>
      iam.send(
        new GetAccountAuthorizationDetailsCommand({ Filter: ['LocalManagedPolicy'], MaxItems: 1 }),
        options,
      ),
    ),
    deniedListing(client, 'iam', 'iam:GetAccountSummary', (iam, options) =>
      iam.send(new GetAccountSummaryCommand({}), options),
    ),
    deniedListing(client, 'iam', 'iam:GetAccountPasswordPolicy', (iam, options) =>
      iam.send(new GetAccountPasswordPolicyCommand({}), options).catch(isAnswer),
    ),
    deniedListing(client, 'iam', 'iam:GenerateCredentialReport', (iam, options) =>
      iam.send(new GenerateCredentialReportCommand({}), options),
    ),
    deniedListing(client, 'iam', 'iam:GetCredentialReport', (iam, options) =>
      iam.send(new GetCredentialReportCommand({}), options).catch(isAnswer),
    ),
    deniedOfKeys(client),
  ]);
  return denied.flat();
}

async function deniedOfKeys(client: AwsClient): Promise<string[]> {
  let first: string | undefined;
  const denied = await deniedListing(client, 'iam', 'iam:ListUsers', async (iam, options) => {
    const { Users } = await iam.send(new ListUsersCommand({ MaxItems: 1 }), options);
    first = Users?.[0]?.UserName;
  });
  if (first === undefined) return denied;
  const UserName = first;
  const ofKeys = await deniedListing(client, 'iam', 'iam:ListAccessKeys', (iam, options) =>
    iam.send(new ListAccessKeysCommand({ UserName }), options).catch(isAnswer),
  );
  return [...denied, ...ofKeys];
}

/** Refusals that IAM only gives to those who may ask. */
const ANSWERS: ReadonlySet<string> = new Set([
  'CredentialReportExpiredException',
  'CredentialReportNotPresentException',
  'CredentialReportNotReadyException',
  'NoSuchEntityException',
]);

function isAnswer(error: unknown): void {
  if (error instanceof Error && ANSWERS.has(error.name)) return;
  throw error;
}
