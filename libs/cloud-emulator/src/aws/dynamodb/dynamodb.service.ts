import type { AwsCall } from '../aws-call';
import { AwsError } from '../aws-errors';
import { trailingNumber } from '../aws-kind';
import type { AwsService } from '../aws-service';
import { faultyItems, effectOf } from '../../faults/effects';
import { epochSeconds, inputText } from '../json-listing';
import { itemsOf } from '../region-items';
import { namedKind } from '../service-item';
import type { ServiceItem } from '../service-item';

const LARGEST_PAGE = 100;

export interface DynamoTable extends ServiceItem {
  readonly tableId: string;
  readonly status: 'ACTIVE' | 'UPDATING';
  readonly deletionProtected: boolean;
  readonly sizeBytes: number;
  /** Null: encrypted with a key that AWS owns, which the answer does not mention. */
  readonly keyArn: string | null;
}

export const tables = namedKind<DynamoTable>({
  kind: 'aws.dynamodb-table',
  resourceType: 'database',
  suffix: 'table',
  arn: ({ scope, name }) => `dynamodb:${scope.region}:${scope.accountId}:table/${name}`,
  facts: ({ random, keyArn, revision }) => ({
    tableId: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(3)}-${random.hex(12)}`,
    status: revision % 2 === 1 ? 'UPDATING' : 'ACTIVE',
    deletionProtected: random.chance(0.4),
    sizeBytes: random.int(2_000_000_000),
    keyArn,
  }),
});

export const dynamodb: AwsService = {
  name: 'dynamodb',
  signingName: 'dynamodb',
  protocol: 'json',
  operations: {
    ListTables: { permission: 'dynamodb:ListTables', run: listTables },
    DescribeTable: { permission: 'dynamodb:DescribeTable', run: describeTable },
  },
};

/** Pages go on after a table's name instead of a token; the table need not exist any more. */
function listTables(call: AwsCall): string {
  const limit = Number(call.input['Limit'] ?? LARGEST_PAGE);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
    throw new AwsError(400, 'ValidationException', `Limit must be between 1 and ${LARGEST_PAGE}`);
  }
  const after = inputText(call, 'ExclusiveStartTableName');
  const items = itemsOf(call, tables);
  const from = after === null ? 0 : (trailingNumber(after) ?? -1) + 1;
  const page = items.page(from, limit);
  const last = page.items.at(-1);
  const isEmpty = effectOf(call.effects, 'empty-page') !== undefined;
  const next = isEmpty ? after : page.next === null ? null : (last?.name ?? null);
  return JSON.stringify({
    TableNames: faultyItems(call.effects, page.items).map(({ name }) => name),
    ...(next !== null && { LastEvaluatedTableName: next }),
  });
}

function describeTable(call: AwsCall): string {
  const name = inputText(call, 'TableName') ?? '';
  const table = itemsOf(call, tables).find(name);
  if (!table) {
    throw new AwsError(
      400,
      'ResourceNotFoundException',
      `Requested resource not found: Table: ${name} not found`,
    );
  }
  return JSON.stringify({
    Table: {
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      TableName: table.name,
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      TableStatus: table.status,
      CreationDateTime: epochSeconds(table.created),
      ProvisionedThroughput: {
        NumberOfDecreasesToday: 0,
        ReadCapacityUnits: 0,
        WriteCapacityUnits: 0,
      },
      TableSizeBytes: table.sizeBytes,
      ItemCount: Math.floor(table.sizeBytes / 400),
      TableArn: table.arn,
      TableId: table.tableId,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ...(table.keyArn !== null && {
        SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: table.keyArn },
      }),
      DeletionProtectionEnabled: table.deletionProtected,
    },
  });
}
