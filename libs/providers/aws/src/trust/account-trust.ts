import type { AccountTrust, Pass, TrustClaim } from '@skyledger/provider-sdk';
import { parseArn, PARTITIONS, type Partition } from '../arn';
import type { AwsCredentials } from '../credentials';
import { cloudFormationTemplate } from './cloudformation-template';
import { readOnlyPolicy } from './read-only-policy';
import { terraformTemplate } from './terraform-template';

/** `null` for credentials that bring a key: whoever assumes the role is known then. */
export function claimOf(credentials: AwsCredentials): TrustClaim | null {
  if (credentials.method !== 'role' || credentials.access_key_id !== undefined) return null;
  return {
    nativeAccountId: parseArn(credentials.role_arn)?.accountId ?? '',
    externalId: credentials.external_id ?? null,
  };
}

/** A role in the account that trusts our identity, when the external id is named. */
export function accountTrust(
  passes: () => readonly Pick<Pass, 'permissions'>[],
): AccountTrust<AwsCredentials> {
  return {
    externalIdField: 'external_id' satisfies keyof Extract<AwsCredentials, { method: 'role' }>,
    partitions: PARTITIONS,
    claimOf,
    template: ({ format, externalId, discoveryRoles, partition = 'aws' }) => {
      const parts = {
        externalId,
        trustedArn: roleIn(partition, discoveryRoles),
        policy: readOnlyPolicy(passes()),
      };
      switch (format) {
        case 'cloudformation':
          return cloudFormationTemplate(parts);
        case 'terraform':
          return terraformTemplate(parts);
      }
    },
  };
}

/** The role of ours that can assume roles in a partition: none can from another one. */
export function roleIn(partition: string, roles: readonly string[]): string | null {
  return roles.find((arn) => parseArn(arn)?.partition === partition) ?? null;
}

/** The partition that the ARN of a role names. */
export function partitionOfRole(roleArn: string): Partition {
  const name = parseArn(roleArn)?.partition;
  return PARTITIONS.find((partition) => partition === name) ?? 'aws';
}
