import type { Cluster, Service } from '@aws-sdk/client-ecs';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toContainerCluster } from './clusters.mapper';
import { toApp } from './services.mapper';

const ARN = 'arn:aws:ecs:eu-west-1:123456789012';
const EC2 = 'arn:aws:ec2:eu-west-1:123456789012';

describe('toContainerCluster', () => {
  const CLUSTER: Cluster = {
    clusterArn: `${ARN}:cluster/main`,
    clusterName: 'main',
    status: 'ACTIVE',
    registeredContainerInstancesCount: 3,
    tags: [{ key: 'team', value: 'web' }],
  };

  it('maps a cluster', () => {
    const cluster = toContainerCluster(CLUSTER);
    expect(discoveredResourceSchema.safeParse(cluster).error).toBeUndefined();
    expect(cluster).toMatchObject({
      resourceId: `${ARN}:cluster/main`,
      name: 'main',
      region: 'eu-west-1',
      state: 'running',
      tags: { team: 'web' },
      attributes: { kind: 'ecs', nodeCount: 3, publicEndpoint: null },
    });
  });

  it.each([
    ['PROVISIONING', 'pending'],
    ['FAILED', 'error'],
    ['INACTIVE', 'deleted'],
    ['constructor', 'unknown'],
  ])('maps the status %s to %s', (status, state) => {
    expect(toContainerCluster({ ...CLUSTER, status })?.state).toBe(state);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(CLUSTER, ['clusterArn'])) {
      const { error } = discoveredResourceSchema.safeParse(toContainerCluster(odd));
      expect([what, error]).toEqual([what, undefined]);
    }
    expect(toContainerCluster({ clusterName: 'main' })).toBeNull();
  });
});

describe('toApp', () => {
  const SERVICE: Service = {
    serviceArn: `${ARN}:service/main/api`,
    serviceName: 'api',
    clusterArn: `${ARN}:cluster/main`,
    status: 'ACTIVE',
    launchType: 'FARGATE',
    createdAt: new Date('2025-01-02T03:04:05Z'),
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['subnet-0a'], securityGroups: ['sg-0a'] },
    },
    events: [{ id: '1', message: 'api has reached a steady state.' }],
    deployments: [{ id: 'ecs-svc/1', runningCount: 2 }],
    tags: [{ key: 'team', value: 'web' }],
  };

  it('maps a service in its cluster', () => {
    const app = toApp(SERVICE);
    expect(discoveredResourceSchema.safeParse(app).error).toBeUndefined();
    expect(app).toMatchObject({
      resourceId: `${ARN}:service/main/api`,
      name: 'api',
      state: 'running',
      size: 'FARGATE',
      tags: { team: 'web' },
      relationships: [
        { kind: 'runs_in', resourceId: `${ARN}:cluster/main` },
        { kind: 'runs_in', resourceId: `${EC2}:subnet/subnet-0a` },
        { kind: 'protected_by', resourceId: `${EC2}:security-group/sg-0a` },
      ],
      attributes: { kind: 'ecs', publiclyInvokable: null, identityId: null },
    });
  });

  it('leaves out what changes without anybody changing the service', () => {
    expect(toApp(SERVICE)?.raw).not.toHaveProperty('events');
    expect(toApp(SERVICE)?.raw).not.toHaveProperty('deployments');
    expect(toApp(SERVICE)?.raw).toHaveProperty('launchType');
  });

  it.each([
    ['DRAINING', 'pending'],
    ['INACTIVE', 'deleted'],
    ['toString', 'unknown'],
  ])('maps the status %s to %s', (status, state) => {
    expect(toApp({ ...SERVICE, status })?.state).toBe(state);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(SERVICE, ['serviceArn'])) {
      const { error } = discoveredResourceSchema.safeParse(toApp(odd));
      expect([what, error]).toEqual([what, undefined]);
    }
    expect(toApp({ serviceName: 'api' })).toBeNull();
  });
});
