import type { Cluster } from '@aws-sdk/client-redshift';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toWarehouse } from './clusters.mapper';

const ACCOUNT = '123456789012';

const CLUSTER: Cluster = {
  ClusterIdentifier: 'sales',
  ClusterStatus: 'available',
  NodeType: 'ra3.large',
  ClusterVersion: '1.0',
  Endpoint: { Address: 'sales.x.eu-west-1.redshift.amazonaws.com', Port: 5439 },
  ClusterCreateTime: new Date('2025-01-02T03:04:05Z'),
  AutomatedSnapshotRetentionPeriod: 1,
  VpcId: 'vpc-0a',
  VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-0a', Status: 'active' }],
  AvailabilityZone: 'eu-west-1a',
  PubliclyAccessible: true,
  Encrypted: false,
  MultiAZ: 'Disabled',
  Tags: [{ Key: 'team', Value: 'sales' }],
};

const map = (changes: Partial<Cluster> = {}): ReturnType<typeof toWarehouse> =>
  toWarehouse({ ...CLUSTER, ...changes }, 'eu-west-1', ACCOUNT);

describe('toWarehouse', () => {
  it('maps a cluster that the Internet reaches', () => {
    const warehouse = map();
    expect(discoveredResourceSchema.safeParse(warehouse).error).toBeUndefined();
    expect(warehouse).toMatchObject({
      resourceId: `arn:aws:redshift:eu-west-1:${ACCOUNT}:cluster:sales`,
      name: 'sales',
      zone: 'eu-west-1a',
      state: 'running',
      size: 'ra3.large',
      isPublic: true,
      tags: { team: 'sales' },
      relationships: [
        { kind: 'runs_in', resourceId: `arn:aws:ec2:eu-west-1:${ACCOUNT}:vpc/vpc-0a` },
        {
          kind: 'protected_by',
          resourceId: `arn:aws:ec2:eu-west-1:${ACCOUNT}:security-group/sg-0a`,
        },
      ],
      attributes: {
        engine: 'redshift',
        port: 5439,
        encryptedAtRest: false,
        publiclyAccessible: true,
        backupRetentionDays: 1,
        highlyAvailable: false,
      },
    });
  });

  it.each([
    ['available, prep-for-resize', 'running'],
    ['paused', 'stopped'],
    ['storage-full', 'error'],
    ['constructor', 'unknown'],
    [undefined, 'unknown'],
  ])('maps the status %s to %s', (ClusterStatus, state) => {
    expect(map({ ClusterStatus })?.state).toBe(state);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(CLUSTER, ['ClusterIdentifier'])) {
      const { error } = discoveredResourceSchema.safeParse(toWarehouse(odd, 'eu-west-1', ACCOUNT));
      expect([what, error]).toEqual([what, undefined]);
    }
    expect(map({ ClusterIdentifier: undefined })).toBeNull();
  });
});
