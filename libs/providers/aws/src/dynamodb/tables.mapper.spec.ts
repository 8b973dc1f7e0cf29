import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toTable } from './tables.mapper';

const PLACE = { region: 'eu-west-1', accountId: '123456789012' };
const ARN = 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders';

const TABLE: TableDescription = {
  TableArn: ARN,
  TableName: 'orders',
  TableStatus: 'ACTIVE',
  CreationDateTime: new Date('2025-01-02T03:04:05Z'),
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  DeletionProtectionEnabled: false,
  TableSizeBytes: 1234,
};

describe('toTable', () => {
  it('maps a table, which is encrypted whatever it says', () => {
    const table = toTable('orders', TABLE, PLACE);
    expect(discoveredResourceSchema.safeParse(table).error).toBeUndefined();
    expect(table).toMatchObject({
      resourceId: ARN,
      state: 'running',
      size: 'PAY_PER_REQUEST',
      createdAt: '2025-01-02T03:04:05.000Z',
      attributes: { engine: 'dynamodb', encryptedAtRest: true, deletionProtection: false },
    });
  });

  it('claims nothing of a table that nobody may describe', () => {
    const table = toTable('orders', undefined, PLACE);
    expect(discoveredResourceSchema.safeParse(table).error).toBeUndefined();
    expect(table).toMatchObject({
      resourceId: ARN,
      state: 'unknown',
      attributes: { encryptedAtRest: null, deletionProtection: null },
    });
  });

  it.each([
    ['ARCHIVED', 'stopped'],
    ['DELETING', 'pending'],
    ['INACCESSIBLE_ENCRYPTION_CREDENTIALS', 'error'],
    ['toString', 'unknown'],
  ])('maps the status %s to %s', (TableStatus, state) => {
    const table = { ...TABLE, TableStatus } as TableDescription;
    expect(toTable('orders', table, PLACE).state).toBe(state);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(TABLE, [])) {
      const { error } = discoveredResourceSchema.safeParse(toTable('orders', odd, PLACE));
      expect([what, error]).toEqual([what, undefined]);
    }
  });
});
