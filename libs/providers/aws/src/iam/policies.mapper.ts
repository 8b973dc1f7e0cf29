import type { ManagedPolicyDetail } from '@aws-sdk/client-iam';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { objectsOf, timeOf } from '../payload';
import { grantsEverything, policyDocumentOf } from '../policy-document';
import { accountOf } from './account-of';
import { serviceResource } from '../service-resource';

/** @returns `null` when the payload has no ARN */
export function toPolicy(policy: ManagedPolicyDetail): DiscoveredResource<'policy'> | null {
  const arn = textOf(policy.Arn);
  if (arn === null) return null;
  const versions = objectsOf(policy.PolicyVersionList);
  const current = versions.find(({ IsDefaultVersion }) => IsDefaultVersion === true);
  return {
    ...serviceResource(null),
    resourceId: arn,
    resourceType: 'policy',
    nativeType: 'AWS::IAM::ManagedPolicy',
    name: textOf(policy.PolicyName),
    createdAt: timeOf(policy.CreateDate),
    attributes: {
      providerManaged: accountOf(arn) === 'aws',
      grantsEverything: grantsEverything(policyDocumentOf(current?.Document)),
      attachmentCount: integerOf(policy.AttachmentCount),
    },
    raw: {
      ...policy,
      PolicyVersionList: versions.map((version) => ({
        ...version,
        Document: policyDocumentOf(version.Document) ?? version.Document,
      })),
    },
  };
}
