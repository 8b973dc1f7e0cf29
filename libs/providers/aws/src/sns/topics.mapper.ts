import type { Tag } from '@aws-sdk/client-sns';
import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { parseArn } from '../arn';
import { allowsAnyone, policyDocumentOf } from '../policy-document';
import { serviceResource } from '../service-resource';
import { tagsOf } from '../tags';

/**
 * @param attributes `undefined` when nobody may know them
 * @param tags `undefined` when nobody may know them
 * @returns `null` when it is no ARN
 */
export function toTopic(
  arn: string,
  attributes: Readonly<Record<string, unknown>> | undefined,
  { region }: { region: string },
  tags: readonly Tag[] | undefined,
): DiscoveredResource<'topic'> | null {
  const parts = parseArn(arn);
  if (parts === null) return null;
  const told = attributes && recordOf(attributes);
  const encryptionKeyId = textOf(told?.['KmsMasterKeyId']);
  return {
    ...serviceResource(region),
    resourceId: arn,
    resourceType: 'topic',
    nativeType: 'AWS::SNS::Topic',
    name: parts.resource,
    tags: tagsOf(tags),
    attributes: {
      // Without a key, the topic has no encryption of its own.
      encryptedAtRest: told ? encryptionKeyId !== null : null,
      encryptionKeyId,
      policyPublic: told ? allowsAnyone(policyDocumentOf(told['Policy'])) : null,
    },
    raw: { TopicArn: arn, ...told, ...(tags && { Tags: tags }) },
  };
}
