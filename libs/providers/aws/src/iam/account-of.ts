import { objectsOf, sortedTexts } from '../payload';
import { parseArn } from '../arn';

/** The account in an ARN of IAM, which is that of the caller. */
export function accountOf(arn: string): string {
  return parseArn(arn)?.accountId ?? '';
}

interface Attached {
  PolicyArn?: string | undefined;
}

/** The account's own policies that an identity or role has; those of AWS are not in the ledger. */
export function attachedPolicies(
  arn: string,
  policies: readonly Attached[] | null | undefined,
): { kind: 'attached_to'; resourceId: string }[] {
  const account = accountOf(arn);
  return sortedTexts(objectsOf(policies).map(({ PolicyArn }) => PolicyArn))
    .filter((policy) => accountOf(policy) === account)
    .map((resourceId) => ({ kind: 'attached_to', resourceId }));
}
