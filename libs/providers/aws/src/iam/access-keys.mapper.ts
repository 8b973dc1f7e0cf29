import type { AccessKeyMetadata } from '@aws-sdk/client-iam';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { dayOf, timeOf } from '../payload';
import { timeIn, type ReportRow } from './credential-report';
import { serviceResource } from '../service-resource';

/**
 * @param userArn the user that the key belongs to
 * @param row what the credential report tells of the user; left out when it does not know it
 * @returns `null` when the payload has no id
 */
export function toAccessKey(
  key: AccessKeyMetadata,
  userArn: string,
  row: ReportRow | undefined,
): DiscoveredResource<'access_key'> | null {
  const id = textOf(key.AccessKeyId);
  if (id === null) return null;
  const status = textOf(key.Status);
  const createdAt = timeOf(key.CreateDate);
  const isEnabled = status === 'Active' ? true : status === null ? null : false;
  return {
    ...serviceResource(null),
    resourceId: id,
    resourceType: 'access_key',
    nativeType: 'AWS::IAM::AccessKey',
    name: id,
    state: isEnabled === null ? 'unknown' : isEnabled ? 'running' : 'stopped',
    nativeState: status,
    createdAt,
    relationships: [{ kind: 'attached_to', resourceId: userArn }],
    attributes: {
      identityId: userArn,
      isEnabled,
      lastUsedAt: dayOf(lastUseOf(createdAt, row)),
      expiresAt: null,
      neverExpires: true,
    },
    raw: key,
  };
}

/** The report numbers a user's two keys without naming them: the time they were made tells which. */
function lastUseOf(createdAt: string | null, row: ReportRow | undefined): string | null {
  const numbers = ['1', '2'].filter(
    (number) =>
      createdAt !== null &&
      timeIn(row, `access_key_${number}_last_rotated`)?.slice(0, 19) === createdAt.slice(0, 19),
  );
  // Two keys of one second could not be told apart.
  return numbers.length === 1 ? timeIn(row, `access_key_${numbers[0]}_last_used_date`) : null;
}
