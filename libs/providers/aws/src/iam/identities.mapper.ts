import type { GroupDetail, UserDetail } from '@aws-sdk/client-iam';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { dayOf, timeOf } from '../payload';
import { serviceResource } from '../service-resource';
import { tagsOf } from '../tags';
import { attachedPolicies } from './account-of';
import { flagIn, timeIn, type ReportRow } from './credential-report';
import { readablePolicies } from './readable-policies';

const LAST_USES = [
  'password_last_used',
  'access_key_1_last_used_date',
  'access_key_2_last_used_date',
];

/**
 * @param row what the credential report tells; left out when it does not know the user
 * @returns `null` when the payload has no ARN
 */
export function toUser(
  user: UserDetail,
  row: ReportRow | undefined,
): DiscoveredResource<'identity'> | null {
  const arn = textOf(user.Arn);
  if (arn === null) return null;
  const uses = LAST_USES.map((column) => timeIn(row, column)).filter((time) => time !== null);
  return {
    ...shared(user, arn),
    resourceId: arn,
    resourceType: 'identity',
    nativeType: 'AWS::IAM::User',
    name: textOf(user.UserName),
    tags: tagsOf(user.Tags),
    attributes: {
      kind: 'user',
      // A user of IAM cannot be switched off as a whole.
      isEnabled: true,
      hasPassword: flagIn(row, 'password_enabled'),
      mfaEnabled: flagIn(row, 'mfa_active'),
      lastUsedAt: dayOf(uses.sort().at(-1) ?? null),
    },
    raw: {
      ...user,
      UserPolicyList: readablePolicies(user.UserPolicyList),
      CredentialReport: row === undefined ? null : Object.fromEntries(row),
    },
  };
}

/** @returns `null` when the payload has no ARN */
export function toGroup(group: GroupDetail): DiscoveredResource<'identity'> | null {
  const arn = textOf(group.Arn);
  if (arn === null) return null;
  return {
    ...shared(group, arn),
    resourceId: arn,
    resourceType: 'identity',
    nativeType: 'AWS::IAM::Group',
    name: textOf(group.GroupName),
    attributes: {
      kind: 'group',
      isEnabled: true,
      hasPassword: false,
      mfaEnabled: null,
      lastUsedAt: null,
    },
    raw: { ...group, GroupPolicyList: readablePolicies(group.GroupPolicyList) },
  };
}

function shared(
  detail: Pick<UserDetail | GroupDetail, 'CreateDate' | 'AttachedManagedPolicies'>,
  arn: string,
): ReturnType<typeof serviceResource> {
  return {
    ...serviceResource(null),
    createdAt: timeOf(detail.CreateDate),
    relationships: attachedPolicies(arn, detail.AttachedManagedPolicies),
  };
}
