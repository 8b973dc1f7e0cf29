import type { Cluster } from '@aws-sdk/client-eks';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toKubernetesCluster } from './clusters.mapper';

const PLACE = { region: 'us-gov-west-1', accountId: '123456789012' };
const ARN = 'arn:aws-us-gov:eks:us-gov-west-1:123456789012:cluster/main';
const EC2 = 'arn:aws-us-gov:ec2:us-gov-west-1:123456789012';

const CLUSTER: Cluster = {
  name: 'main',
  arn: ARN,
  version: '1.33',
  status: 'ACTIVE',
  createdAt: new Date('2025-01-02T03:04:05Z'),
  resourcesVpcConfig: {
    vpcId: 'vpc-0a',
    subnetIds: ['subnet-0a'],
    securityGroupIds: ['sg-0b'],
    clusterSecurityGroupId: 'sg-0a',
    endpointPublicAccess: true,
    publicAccessCidrs: ['0.0.0.0/0'],
  },
  tags: { team: 'platform' },
};

describe('toKubernetesCluster', () => {
  it('maps a cluster that the Internet reaches', () => {
    const cluster = toKubernetesCluster('main', CLUSTER, PLACE);
    expect(discoveredResourceSchema.safeParse(cluster).error).toBeUndefined();
    expect(cluster).toMatchObject({
      resourceId: ARN,
      name: 'main',
      region: 'us-gov-west-1',
      state: 'running',
      isPublic: true,
      tags: { team: 'platform' },
      createdAt: '2025-01-02T03:04:05.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: `${EC2}:vpc/vpc-0a` },
        { kind: 'runs_in', resourceId: `${EC2}:subnet/subnet-0a` },
        { kind: 'protected_by', resourceId: `${EC2}:security-group/sg-0a` },
        { kind: 'protected_by', resourceId: `${EC2}:security-group/sg-0b` },
      ],
      attributes: { kind: 'kubernetes', version: '1.33', nodeCount: null, publicEndpoint: true },
    });
  });

  it('claims nothing of a cluster that nobody may describe', () => {
    const cluster = toKubernetesCluster('main', undefined, PLACE);
    expect(discoveredResourceSchema.safeParse(cluster).error).toBeUndefined();
    expect(cluster).toMatchObject({
      resourceId: ARN,
      state: 'unknown',
      isPublic: null,
      attributes: { version: null, publicEndpoint: null },
    });
  });

  it.each([
    ['CREATING', 'pending'],
    ['UPDATING', 'running'],
    ['FAILED', 'error'],
    ['constructor', 'unknown'],
  ])('maps the status %s to %s', (status, state) => {
    const cluster = { ...CLUSTER, status } as Cluster;
    expect(toKubernetesCluster('main', cluster, PLACE).state).toBe(state);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(CLUSTER, [])) {
      const cluster = toKubernetesCluster('main', odd, PLACE);
      expect([what, discoveredResourceSchema.safeParse(cluster).error]).toEqual([what, undefined]);
    }
  });
});
