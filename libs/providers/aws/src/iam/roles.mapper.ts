import type { RoleDetail } from '@aws-sdk/client-iam';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { dayOf, timeOf } from '../payload';
import { allowsAnyone, policyDocumentOf, trustedAccounts } from '../policy-document';
import { tagsOf } from '../tags';
import { accountOf, attachedPolicies } from './account-of';
import { serviceResource } from '../service-resource';
import { readablePolicies } from './readable-policies';

/** Paths of roles that AWS makes, and that nobody else may change. */
const PROVIDER_PATHS = /^\/(aws-service-role|aws-reserved)\//;

/** @returns `null` when the payload has no ARN */
export function toRole(role: RoleDetail): DiscoveredResource<'role'> | null {
  const arn = textOf(role.Arn);
  if (arn === null) return null;
  const trust = policyDocumentOf(role.AssumeRolePolicyDocument);
  const path = textOf(role.Path);
  const assumableByAnyone = allowsAnyone(trust);
  return {
    ...serviceResource(null),
    resourceId: arn,
    resourceType: 'role',
    nativeType: 'AWS::IAM::Role',
    name: textOf(role.RoleName),
    isPublic: assumableByAnyone,
    tags: tagsOf(role.Tags),
    createdAt: timeOf(role.CreateDate),
    relationships: attachedPolicies(arn, role.AttachedManagedPolicies),
    attributes: {
      providerManaged: path === null ? null : PROVIDER_PATHS.test(path),
      assumableByAnyone,
      trustedAccountIds: trustedAccounts(trust, accountOf(arn)),
      lastUsedAt: dayOf(timeOf(role.RoleLastUsed?.LastUsedDate)),
    },
    raw: {
      ...role,
      // What cannot be read might hold an external id that could then not be taken out.
      AssumeRolePolicyDocument: trust,
      RolePolicyList: readablePolicies(role.RolePolicyList),
    },
  };
}
