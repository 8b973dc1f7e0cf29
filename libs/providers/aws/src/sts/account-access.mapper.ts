import type { DiscoveredResource } from '@skyledger/resource-model';
import { parseArn } from '../arn';

/** Behind the ARN of the role: its trust in us is a resource of its own, beside the role. */
const TRUST = '#trust';

/** How the account lets us in: the trust of its role in an identity of ours. */
export function toAccountAccess(
  roleArn: string,
  externalIdRequired: boolean,
): DiscoveredResource<'account_settings'> {
  const role = parseArn(roleArn)?.resource.replace(/^.*\//, '') ?? roleArn;
  return {
    resourceId: `${roleArn}${TRUST}`,
    resourceType: 'account_settings',
    nativeType: 'AWS::IAM::Role.AssumeRolePolicyDocument',
    name: `Trust of ${role}`,
    region: null,
    zone: null,
    // It works as long as a run can begin.
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [],
    price: null,
    attributes: {
      rootMfaEnabled: null,
      rootAccessKeyCount: null,
      passwordMinimumLength: null,
      passwordReuseCount: null,
      passwordMaximumAgeDays: null,
      publicBucketsBlocked: null,
      externalIdRequired,
    },
    raw: { RoleArn: roleArn, ExternalIdRequired: externalIdRequired },
  };
}
