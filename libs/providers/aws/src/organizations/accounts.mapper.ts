import type { Account } from '@aws-sdk/client-organizations';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { stateFrom } from '../native-state';
import { timeOf } from '../payload';
import { serviceResource } from '../service-resource';

const STATES: Readonly<Record<string, ResourceState>> = {
  ACTIVE: 'running',
  PENDING_ACTIVATION: 'pending',
  PENDING_CLOSURE: 'pending',
  SUSPENDED: 'stopped',
  CLOSED: 'deleted',
};

/** @returns `null` when the payload has no ARN */
export function toMemberAccount(account: Account): DiscoveredResource<'subaccount'> | null {
  const arn = textOf(account.Arn);
  if (arn === null) return null;
  // Partitions and answers from before `State` have the older field alone.
  const nativeState = textOf(account.State) ?? textOf(account.Status);
  return {
    ...serviceResource(null),
    resourceId: arn,
    resourceType: 'subaccount',
    nativeType: 'AWS::Organizations::Account',
    name: textOf(account.Name),
    state: stateFrom(STATES, nativeState),
    nativeState,
    // One that was invited is older than its membership.
    createdAt: account.JoinedMethod === 'CREATED' ? timeOf(account.JoinedTimestamp) : null,
    attributes: { nativeAccountId: textOf(account.Id), parentId: parentOf(account) },
    raw: account,
  };
}

/** The last root or unit on the way to it: `o-exampleorg/r-ab12/ou-ab12-labs/111122223333/`. */
function parentOf({ Paths }: Account): string | null {
  const [path] = Array.isArray(Paths) ? Paths : [];
  const parts = textOf(path)?.split('/') ?? [];
  return parts.findLast((part) => /^(r|ou)-/.test(part)) ?? null;
}
