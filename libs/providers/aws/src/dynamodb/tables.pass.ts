import { DescribeTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { defineDescribedListing } from '../described-listing';
import { present } from '../request-failure';
import { toTable } from './tables.mapper';

/** The most DynamoDB gives. */
const PAGE_SIZE = 100;

/** DynamoDB tables. Their tags would take one more request for each. */
export const tables = defineDescribedListing({
  id: 'dynamodb.tables',
  type: 'database',
  service: 'dynamodb',
  permission: 'dynamodb:ListTables',
  async list(dynamodb, token, options) {
    const command = new ListTablesCommand({ Limit: PAGE_SIZE, ExclusiveStartTableName: token });
    const { TableNames, LastEvaluatedTableName } = await dynamodb.send(command, options);
    return { items: TableNames, next: LastEvaluatedTableName };
  },
  describePermission: 'dynamodb:DescribeTable',
  gone: 'ResourceNotFoundException',
  async describe(dynamodb, name, options) {
    const command = new DescribeTableCommand({ TableName: name });
    const { Table } = await dynamodb.send(command, options);
    return present(Table, 'table');
  },
  map: toTable,
});
