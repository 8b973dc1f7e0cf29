import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { partitionOf } from '../arn';
import { stateFrom } from '../native-state';
import { boolOf, timeOf } from '../payload';
import { untold } from '../untold';

const STATES: Readonly<Record<string, ResourceState>> = {
  ACTIVE: 'running',
  UPDATING: 'running',
  REPLICATION_NOT_AUTHORIZED: 'running',
  CREATING: 'pending',
  DELETING: 'pending',
  ARCHIVING: 'pending',
  ARCHIVED: 'stopped',
  INACCESSIBLE_ENCRYPTION_CREDENTIALS: 'error',
};

/** Maps a listed table; `undefined` when nobody may know more than its name. */
export function toTable(
  name: string,
  table: TableDescription | undefined,
  { region, accountId }: { region: string; accountId: string },
): DiscoveredResource<'database'> {
  const nativeState = textOf(table?.TableStatus);
  return {
    ...untold(),
    resourceId:
      textOf(table?.TableArn) ??
      `arn:${partitionOf(region)}:dynamodb:${region}:${accountId}:table/${name}`,
    resourceType: 'database',
    nativeType: 'AWS::DynamoDB::Table',
    name,
    region,
    state: stateFrom(STATES, nativeState),
    nativeState,
    size: textOf(table?.BillingModeSummary?.BillingMode),
    createdAt: timeOf(table?.CreationDateTime),
    attributes: {
      engine: 'dynamodb',
      engineVersion: null,
      endpoint: null,
      port: null,
      // Every table is, by a key that AWS owns unless another one is named.
      // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
      encryptedAtRest: table === undefined ? null : true,
      publiclyAccessible: null,
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: null,
      deletionProtection: boolOf(table?.DeletionProtectionEnabled),
      highlyAvailable: null,
      // Nothing is set aside for it: it grows as it is filled.
      storageGib: null,
    },
    raw: table ?? { TableName: name },
  };
}
