import type { DBInstance } from '@aws-sdk/client-rds';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toDatabase } from './db-instances.mapper';

const ARN = 'arn:aws:rds:eu-west-1:123456789012:db:orders';

function anInstance(changes: Partial<DBInstance> = {}): DBInstance {
  return {
    DBInstanceIdentifier: 'orders',
    DBInstanceArn: ARN,
    DBInstanceClass: 'db.m6i.large',
    DBInstanceStatus: 'available',
    Engine: 'postgres',
    EngineVersion: '16.8',
    Endpoint: { Address: 'orders.example.eu-west-1.rds.amazonaws.com', Port: 5432 },
    AllocatedStorage: 200,
    InstanceCreateTime: new Date('2024-05-06T07:08:09.123Z'),
    BackupRetentionPeriod: 0,
    VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-0a', Status: 'active' }],
    DBSubnetGroup: { VpcId: 'vpc-0a1' },
    AvailabilityZone: 'eu-west-1a',
    MultiAZ: true,
    PubliclyAccessible: false,
    StorageEncrypted: true,
    DeletionProtection: false,
    TagList: [{ Key: 'team', Value: 'orders' }],
    ...changes,
  };
}

const map = (instance: DBInstance) => toDatabase(instance, new Map());

describe('toDatabase', () => {
  it('maps an instance', () => {
    const database = map(anInstance());
    expect(discoveredResourceSchema.safeParse(database).error).toBeUndefined();
    expect(database).toMatchObject({
      resourceId: ARN,
      name: 'orders',
      region: 'eu-west-1',
      zone: 'eu-west-1a',
      state: 'running',
      size: 'db.m6i.large',
      isPublic: false,
      tags: { team: 'orders' },
      createdAt: '2024-05-06T07:08:09.123Z',
      relationships: [
        { kind: 'runs_in', resourceId: 'arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0a1' },
        {
          kind: 'protected_by',
          resourceId: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0a',
        },
      ],
      attributes: {
        engine: 'postgres',
        engineVersion: '16.8',
        endpoint: 'orders.example.eu-west-1.rds.amazonaws.com',
        port: 5432,
        encryptedAtRest: true,
        publiclyAccessible: false,
        tlsRequired: null,
        accessLogged: null,
        backupRetentionDays: 0,
        deletionProtection: false,
        highlyAvailable: true,
        storageGib: 200,
      },
    });
  });

  it('leaves what a cluster decides to the cluster', () => {
    const member = anInstance({ DBClusterIdentifier: 'orders', MultiAZ: false });
    expect(map(member)?.attributes).toMatchObject({
      deletionProtection: null,
      highlyAvailable: null,
      encryptedAtRest: true,
    });
  });

  it.each([
    ['stopped', 'stopped'],
    ['creating', 'pending'],
    ['modifying', 'running'],
    ['configuring-enhanced-monitoring', 'running'],
    ['incompatible-network', 'error'],
    ['storage-full', 'error'],
    ['toString', 'unknown'],
    [undefined, 'unknown'],
  ])('maps the status %s to %s', (DBInstanceStatus, state) => {
    expect(map(anInstance({ DBInstanceStatus }))?.state).toBe(state);
  });

  it('has no endpoint while it is created', () => {
    const creating = anInstance({ Endpoint: undefined, InstanceCreateTime: undefined });
    expect(map(creating)).toMatchObject({
      createdAt: null,
      attributes: { endpoint: null, port: null },
    });
  });

  it('does not claim what it was not told', () => {
    const database = map({
      DBInstanceArn: ARN,
      StorageEncrypted: null as never,
      VpcSecurityGroups: 'x' as never,
    });
    expect(discoveredResourceSchema.safeParse(database).error).toBeUndefined();
    expect(Object.values(database?.attributes ?? {}).every((value) => value === null)).toBe(true);
    expect(database).toMatchObject({ isPublic: null, relationships: [] });
  });

  it('has the price of what it is billed as', () => {
    const price = { hourly: '0.356', currency: 'USD', source: 'aws:pricing/AmazonRDS' };
    const prices = new Map([
      ['db.m6i.large|PostgreSQL|Multi-AZ', price],
      ['db.m6i.large|PostgreSQL|Single-AZ', null],
    ]);
    expect(toDatabase(anInstance(), prices)?.price).toBe(price);
    expect(toDatabase(anInstance({ MultiAZ: false }), prices)?.price).toBeNull();
    expect(toDatabase(anInstance({ Engine: 'sqlserver-se' }), prices)?.price).toBeNull();
  });

  it('is nothing without an ARN', () => {
    expect(map(anInstance({ DBInstanceArn: 'orders' }))).toBeNull();
  });
});
