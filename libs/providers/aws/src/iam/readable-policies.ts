import type { PolicyDetail } from '@aws-sdk/client-iam';
import { objectsOf } from '../payload';
import { policyDocumentOf } from '../policy-document';

/** Policies with their documents decoded, for people to read; one that is odd stays as it is. */
export function readablePolicies(policies: readonly PolicyDetail[] | undefined): unknown[] {
  return objectsOf(policies).map((policy) => ({
    ...policy,
    PolicyDocument: policyDocumentOf(policy.PolicyDocument) ?? policy.PolicyDocument,
  }));
}
