import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import { epochSeconds, inputText, jsonListing } from '../json-listing';
import { itemsOf } from '../region-items';
import { keys } from './key.item';
import type { KmsKey } from './key.item';

/** AWS Key Management Service. What a key is must be asked of each one. */
export const kms: AwsService = {
  name: 'kms',
  signingName: 'kms',
  protocol: 'json',
  operations: {
    ListKeys: jsonListing({
      permission: 'kms:ListKeys',
      kind: keys,
      field: 'Keys',
      token: ['Marker', 'NextMarker'],
      limit: { field: 'Limit', most: 1000, usual: 100 },
      render: ({ id, arn }) => ({ KeyId: id, KeyArn: arn }),
    }),
    DescribeKey: ofOne('kms:DescribeKey', (key) => ({ KeyMetadata: metadata(key) })),
    GetKeyRotationStatus: ofOne('kms:GetKeyRotationStatus', rotation),
    ListResourceTags: ofOne('kms:ListResourceTags', tagList),
  },
};

function ofOne(permission: string, answer: (key: KmsKey) => unknown): AwsOperation {
  return { permission, run: (call) => JSON.stringify(answer(find(call))) };
}

function find(call: AwsCall): KmsKey {
  const id = inputText(call, 'KeyId') ?? '';
  const key = itemsOf(call, keys).find(id);
  if (key) return key;
  throw new AwsError(400, 'NotFoundException', `Key '${id}' does not exist`);
}

function metadata(key: KmsKey): unknown {
  const isSymmetric = key.spec === 'SYMMETRIC_DEFAULT';
  return {
    AWSAccountId: key.arn.split(':')[4],
    Arn: key.arn,
    KeyId: key.id,
    CreationDate: epochSeconds(key.created),
    Description: key.description,
    Enabled: key.state === 'Enabled',
    KeyManager: key.manager,
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    KeyState: key.state,
    KeyUsage: isSymmetric ? 'ENCRYPT_DECRYPT' : 'SIGN_VERIFY',
    Origin: 'AWS_KMS',
    MultiRegion: false,
    ...(key.state === 'PendingDeletion' && { DeletionDate: epochSeconds(key.created) + 2_592_000 }),
  };
}

function rotation(key: KmsKey): unknown {
  if (key.spec !== 'SYMMETRIC_DEFAULT') {
    throw new AwsError(400, 'UnsupportedOperationException', `${key.arn} is asymmetric`);
  }
  if (key.state === 'PendingDeletion') {
    throw new AwsError(400, 'KMSInvalidStateException', `${key.arn} is pending deletion.`);
  }
  return { KeyId: key.id, KeyRotationEnabled: key.rotates };
}

function tagList(key: KmsKey): unknown {
  if (key.manager === 'AWS') {
    throw new AwsError(400, 'AccessDeniedException', `${key.arn} belongs to AWS`);
  }
  const Tags = key.tags.map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  return { Tags, Truncated: false };
}
