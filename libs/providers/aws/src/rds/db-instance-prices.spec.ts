import type { DBInstance } from '@aws-sdk/client-rds';
import { databasePrice, databaseProduct } from './db-instance-prices';

const REGION = 'eu-west-1';

/** As DescribeDBInstances answers what is paid by the hour. */
function anInstance(changes: Partial<DBInstance> = {}): DBInstance {
  return {
    DBInstanceClass: 'db.m6i.large',
    DBInstanceStatus: 'available',
    Engine: 'postgres',
    AvailabilityZone: 'eu-west-1a',
    MultiAZ: false,
    StorageType: 'gp3',
    DBSubnetGroup: { Subnets: [{ SubnetIdentifier: 'subnet-0a', SubnetOutpost: {} }] },
    ...changes,
  };
}
const inCluster = (changes: Partial<DBInstance>): DBInstance =>
  anInstance({ DBClusterIdentifier: 'orders', ...changes });

describe('databaseProduct', () => {
  it.each<[Partial<DBInstance>, string]>([
    [{}, 'db.m6i.large|PostgreSQL|Single-AZ'],
    [{ MultiAZ: true }, 'db.m6i.large|PostgreSQL|Multi-AZ'],
    [{ Engine: 'mysql' }, 'db.m6i.large|MySQL|Single-AZ'],
    [{ Engine: 'mariadb' }, 'db.m6i.large|MariaDB|Single-AZ'],
    [{ DBInstanceStatus: 'modifying' }, 'db.m6i.large|PostgreSQL|Single-AZ'],
    [{ DBInstanceStatus: 'rebooting' }, 'db.m6i.large|PostgreSQL|Single-AZ'],
    [{ DBInstanceStatus: 'stopped' }, 'db.m6i.large|PostgreSQL|Single-AZ'],
    [{ DBInstanceStatus: 'storage-full' }, 'db.m6i.large|PostgreSQL|Single-AZ'],
  ])('tells what %j is billed as', (changes, key) => {
    expect(databaseProduct(anInstance(changes), REGION)?.key).toBe(key);
  });

  it.each([
    ['aurora-mysql', 'aurora', 'db.m6i.large|Aurora MySQL|EBS Only'],
    ['aurora-postgresql', 'aurora', 'db.m6i.large|Aurora PostgreSQL|EBS Only'],
    [
      'aurora-postgresql',
      'aurora-iopt1',
      'db.m6i.large|Aurora PostgreSQL|Aurora IO Optimization Mode',
    ],
  ])('tells a member of %s on %s by its storage', (Engine, StorageType, key) => {
    const product = databaseProduct(inCluster({ Engine, StorageType }), REGION);
    expect(product?.key).toBe(key);
    expect(product?.kind.fixed).toMatchObject({ deploymentOption: 'Single-AZ' });
  });

  it.each<[string, DBInstance]>([
    ['that is made', anInstance({ DBInstanceStatus: 'creating' })],
    ['that has failed', anInstance({ DBInstanceStatus: 'failed' })],
    ['of no status', anInstance({ DBInstanceStatus: undefined })],
    ['of SQL Server', anInstance({ Engine: 'sqlserver-se' })],
    ['of Oracle', anInstance({ Engine: 'oracle-ee' })],
    ['of Neptune', inCluster({ Engine: 'neptune' })],
    ['of no engine', anInstance({ Engine: undefined })],
    ['of no class', anInstance({ DBInstanceClass: undefined })],
    ['of which nobody knows how it is deployed', anInstance({ MultiAZ: undefined })],
    ['of a Multi-AZ cluster', inCluster({ Engine: 'mysql' })],
    ['of Aurora on unknown storage', inCluster({ Engine: 'aurora-mysql', StorageType: 'x' })],
    ['in a Local Zone', anInstance({ AvailabilityZone: 'eu-west-1-x-1a' })],
    ['in no zone', anInstance({ AvailabilityZone: undefined })],
    [
      'on an Outpost',
      anInstance({ DBSubnetGroup: { Subnets: [{ SubnetOutpost: { Arn: 'arn:op' } }] } }),
    ],
  ])('does not tell for an instance %s', (_what, instance) => {
    expect(databaseProduct(instance, REGION)).toBeNull();
  });
});

describe('databasePrice', () => {
  const price = { hourly: '0.178', currency: 'USD', source: 'aws:pricing/AmazonRDS' };
  const prices = new Map([['db.m6i.large|PostgreSQL|Single-AZ', price]]);
  const priceOf = (changes: Partial<DBInstance>): unknown =>
    databasePrice(anInstance(changes), REGION, prices);

  it('is that of what it is billed as', () => {
    expect(priceOf({})).toBe(price);
    expect(priceOf({ Engine: 'mysql' })).toBeUndefined();
    expect(priceOf({ Engine: 'sqlserver-se' })).toBeNull();
  });

  it('is nothing while it is stopped', () => {
    const stopped = { DBInstanceStatus: 'stopped' };
    expect(priceOf(stopped)).toEqual({ hourly: '0', currency: 'USD', source: 'aws:stopped' });
    expect(priceOf({ ...stopped, Engine: 'sqlserver-se' })).toBeNull();
    const inChina = anInstance({ ...stopped, AvailabilityZone: 'cn-north-1a' });
    expect(databasePrice(inChina, 'cn-north-1', prices)).toBeNull();
  });
});
