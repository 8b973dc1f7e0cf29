import type { DBCluster, DBClusterSnapshot, DBSnapshot } from '@aws-sdk/client-rds';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toClusterDatabase } from './db-clusters.mapper';
import { toClusterSnapshot, toDatabaseSnapshot } from './snapshots.mapper';

const ARN = 'arn:aws:rds:eu-west-1:123456789012';

describe('toClusterDatabase', () => {
  const CLUSTER: DBCluster = {
    DBClusterArn: `${ARN}:cluster:orders`,
    DBClusterIdentifier: 'orders',
    Status: 'available',
    Engine: 'aurora-postgresql',
    EngineVersion: '16.6',
    Endpoint: 'orders.cluster-x.eu-west-1.rds.amazonaws.com',
    Port: 5432,
    AllocatedStorage: 1,
    StorageEncrypted: true,
    BackupRetentionPeriod: 7,
    DeletionProtection: false,
    MultiAZ: true,
    ClusterCreateTime: new Date('2025-01-02T03:04:05Z'),
    VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-0a', Status: 'active' }],
    TagList: [{ Key: 'team', Value: 'orders' }],
  };

  it('maps a cluster of Aurora, whose storage has no size', () => {
    const cluster = toClusterDatabase(CLUSTER);
    expect(discoveredResourceSchema.safeParse(cluster).error).toBeUndefined();
    expect(cluster).toMatchObject({
      resourceId: `${ARN}:cluster:orders`,
      name: 'orders',
      state: 'running',
      isPublic: null,
      tags: { team: 'orders' },
      relationships: [
        {
          kind: 'protected_by',
          resourceId: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0a',
        },
      ],
      attributes: {
        engine: 'aurora-postgresql',
        port: 5432,
        encryptedAtRest: true,
        publiclyAccessible: null,
        backupRetentionDays: 7,
        deletionProtection: false,
        highlyAvailable: true,
        storageGib: null,
      },
    });
  });

  it('knows the storage and the reach of a cluster that is no Aurora', () => {
    const cluster = { ...CLUSTER, Engine: 'postgres', AllocatedStorage: 400 };
    expect(toClusterDatabase({ ...cluster, PubliclyAccessible: true })).toMatchObject({
      isPublic: true,
      attributes: { storageGib: 400, publiclyAccessible: true },
    });
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(CLUSTER, ['DBClusterArn'])) {
      const { error } = discoveredResourceSchema.safeParse(toClusterDatabase(odd));
      expect([what, error]).toEqual([what, undefined]);
    }
    expect(toClusterDatabase({ DBClusterIdentifier: 'orders' })).toBeNull();
  });
});

describe('snapshots of databases', () => {
  const OF_INSTANCE: DBSnapshot = {
    DBSnapshotArn: `${ARN}:snapshot:rds:orders-2025`,
    DBSnapshotIdentifier: 'rds:orders-2025',
    DBInstanceIdentifier: 'orders',
    SnapshotCreateTime: new Date('2025-01-02T03:04:05Z'),
    AllocatedStorage: 100,
    Status: 'available',
    AvailabilityZone: 'eu-west-1a',
    Encrypted: false,
    TagList: [{ Key: 'team', Value: 'orders' }],
  };
  const OF_CLUSTER: DBClusterSnapshot = {
    DBClusterSnapshotArn: `${ARN}:cluster-snapshot:orders-1`,
    DBClusterSnapshotIdentifier: 'orders-1',
    DBClusterIdentifier: 'orders',
    SnapshotCreateTime: new Date('2025-01-02T03:04:05Z'),
    AllocatedStorage: 1,
    Status: 'creating',
    StorageEncrypted: true,
  };

  it('maps that of an instance', () => {
    const snapshot = toDatabaseSnapshot(OF_INSTANCE);
    expect(discoveredResourceSchema.safeParse(snapshot).error).toBeUndefined();
    expect(snapshot).toMatchObject({
      resourceId: `${ARN}:snapshot:rds:orders-2025`,
      name: 'rds:orders-2025',
      zone: 'eu-west-1a',
      state: 'running',
      tags: { team: 'orders' },
      attributes: {
        sizeGib: 100,
        encryptedAtRest: false,
        sourceId: `${ARN}:db:orders`,
        isShared: null,
      },
    });
  });

  it('maps that of a cluster', () => {
    const snapshot = toClusterSnapshot(OF_CLUSTER);
    expect(discoveredResourceSchema.safeParse(snapshot).error).toBeUndefined();
    expect(snapshot).toMatchObject({
      resourceId: `${ARN}:cluster-snapshot:orders-1`,
      state: 'pending',
      attributes: { encryptedAtRest: true, sourceId: `${ARN}:cluster:orders` },
    });
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(OF_INSTANCE, ['DBSnapshotArn'])) {
      const { error } = discoveredResourceSchema.safeParse(toDatabaseSnapshot(odd));
      expect([what, error]).toEqual([what, undefined]);
    }
    for (const { what, odd } of oddPayloads(OF_CLUSTER, ['DBClusterSnapshotArn'])) {
      const { error } = discoveredResourceSchema.safeParse(toClusterSnapshot(odd));
      expect([what, error]).toEqual([what, undefined]);
    }
    expect(toDatabaseSnapshot({})).toBeNull();
    expect(toClusterSnapshot({})).toBeNull();
  });
});
