import type { QueueAttributeName } from '@aws-sdk/client-sqs';
import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { partitionOf } from '../arn';
import { allowsAnyone, policyDocumentOf } from '../policy-document';
import { serviceResource } from '../service-resource';
import { tagsOf } from '../tags';

/** What is asked of a queue: nothing that changes with each message. */
export const QUEUE_ATTRIBUTES = [
  'CreatedTimestamp',
  'KmsMasterKeyId',
  'MessageRetentionPeriod',
  'Policy',
  'QueueArn',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
] as const satisfies readonly QueueAttributeName[];

/**
 * @param url ends in the queue's account and name
 * @param attributes `undefined` when nobody may know them
 * @param tags `undefined` when nobody may know them
 * @returns `null` when the address is none of a queue
 */
export function toQueue(
  url: string,
  attributes: Readonly<Record<string, unknown>> | undefined,
  { region }: { region: string },
  tags: Readonly<Record<string, unknown>> | undefined,
): DiscoveredResource<'queue'> | null {
  const [, accountId, name] = /\/(\d{12})\/([^/]+)$/.exec(url) ?? [];
  if (accountId === undefined || name === undefined) return null;
  const told = attributes && recordOf(attributes);
  const encryptionKeyId = textOf(told?.['KmsMasterKeyId']);
  return {
    ...serviceResource(region),
    resourceId: `arn:${partitionOf(region)}:sqs:${region}:${accountId}:${name}`,
    resourceType: 'queue',
    nativeType: 'AWS::SQS::Queue',
    name,
    tags: tagsOf(
      Object.entries(recordOf(tags)).map(([Key, Value]) => ({ Key, Value: textOf(Value) ?? '' })),
    ),
    createdAt: createdAtOf(told?.['CreatedTimestamp']),
    attributes: {
      encryptedAtRest: told
        ? encryptionKeyId !== null || flagOf(told['SqsManagedSseEnabled'])
        : null,
      encryptionKeyId,
      policyPublic: told ? policyPublicOf(told['Policy']) : null,
    },
    raw: { QueueUrl: url, ...told, ...(tags && { Tags: tags }) },
  };
}

/** A queue without a policy is its account's own. */
function policyPublicOf(policy: unknown): boolean | null {
  return policy === undefined || policy === '' ? false : allowsAnyone(policyDocumentOf(policy));
}

/** SQS writes everything as text. */
function flagOf(value: unknown): boolean | null {
  return value === 'true' ? true : value === 'false' ? false : null;
}

/** Whole seconds since 1970. */
function createdAtOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null || !/^\d{1,11}$/.test(text)) return null;
  return new Date(Number(text) * 1000).toISOString();
}
