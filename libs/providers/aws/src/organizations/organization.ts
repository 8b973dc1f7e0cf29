import { DescribeOrganizationCommand, ListAccountsCommand } from '@aws-sdk/client-organizations';
import type { ProviderOrganization } from '@skyledger/provider-sdk';
import { z } from 'zod';
import { parseArn, partitionOf } from '../arn';
import { AwsClient } from '../client';
import { awsCredentialsSchema, type AwsCredentials } from '../credentials';
import { present } from '../request-failure';
import { claimOf, partitionOfRole } from '../trust/account-trust';
import { askOrganizations, listMembers } from './members';

/** How Skyledger gets into an organisation of AWS, and from it into its accounts. */
export const awsOrganizationSchema = z.strictObject({
  management: awsCredentialsSchema.describe(
    'Opens the management account, or one that administers AWS Organizations for it',
  ),
  member_role_name: z
    .string()
    .trim()
    .regex(/^[\w+=,.@/-]{1,576}$/, {
      error: 'expected the name of a role, with its path where it has one: SkyledgerReadOnly',
    })
    .describe('Name of the role that each member account has for Skyledger'),
});
export type AwsOrganizationConnection = z.output<typeof awsOrganizationSchema>;

const PERMISSIONS = [
  'organizations:DescribeOrganization',
  'organizations:ListAccounts',
  'organizations:ListAccountsForParent',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListParents',
  'organizations:ListRoots',
];

/**
 * An organisation of AWS. The role of each member account is assumed by whoever assumes the one of the
 * management account, with the same external id.
 */
export const awsOrganization: ProviderOrganization<
  AwsOrganizationConnection,
  AwsCredentials,
  AwsClient
> = {
  credentials: awsOrganizationSchema,
  setUp: [
    `Roll out the template of \`GET /api/v1/cloud/aws/trust-template?account=<12 digits>\` in the management account, and allow its role ${PERMISSIONS.map((name) => `\`${name}\``).join(', ')} as well.`,
    'Roll the same template, with the same external id, out in all member accounts: as a StackSet with automatic deployment, so that new accounts get it as well.',
    'Give the role of the management account as `management`, and the name of the role in the members as `member_role_name`.',
  ],
  permissions: PERMISSIONS,
  claimOf: ({ management }) => claimOf(management),
  connect: async ({ management }, context) => new AwsClient(management, context),
  disconnect: async (client) => client.close(),
  async identify(client) {
    const nativeId = await askOrganizations(
      client,
      'DescribeOrganization',
      async (organizations, options) => {
        const answer = await organizations.send(new DescribeOrganizationCommand({}), options);
        return present(answer.Organization?.Id, 'organisation');
      },
    );
    // Any member may ask which organisation it is in; what is in there is told to whoever is in charge.
    await askOrganizations(client, 'ListAccounts', (organizations, options) =>
      organizations.send(new ListAccountsCommand({}), options),
    );
    return { nativeId, displayName: null };
  },
  members: (client) => listMembers(client),
  memberCredentials({ management, member_role_name: roleName }, { nativeAccountId }) {
    const { home_region, access_key_id, secret_access_key, session_token } = management;
    const isRole = management.method === 'role';
    // Where the role of the management account is, StackSets do not put the one of the members.
    if (isRole && parseArn(management.role_arn)?.accountId === nativeAccountId) return management;
    const partition = isRole
      ? partitionOfRole(management.role_arn)
      : partitionOf(home_region ?? '');
    return {
      method: 'role',
      role_arn: `arn:${partition}:iam::${nativeAccountId}:role/${roleName}`,
      ...(isRole && management.external_id !== undefined
        ? { external_id: management.external_id }
        : {}),
      ...(access_key_id === undefined ? {} : { access_key_id }),
      ...(secret_access_key === undefined ? {} : { secret_access_key }),
      ...(session_token === undefined ? {} : { session_token }),
      ...(home_region === undefined ? {} : { home_region }),
    };
  },
};
