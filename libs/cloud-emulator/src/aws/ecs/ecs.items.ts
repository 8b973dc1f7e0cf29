import type { Place } from '../ec2/place';
import { scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';
import { ItemRandom } from '../../estate/random';
import { drawNaming } from '../../estate/names';
import { namedKind } from '../service-item';
import type { ServiceItem } from '../service-item';

export interface EcsCluster extends ServiceItem {
  readonly status: 'ACTIVE' | 'PROVISIONING';
  /** Registered container instances; those of Fargate have none. */
  readonly instances: number;
}

export interface EcsService extends ServiceItem {
  readonly clusterArn: string;
  readonly status: 'ACTIVE' | 'DRAINING';
  readonly desired: number;
  readonly launchType: 'FARGATE' | 'EC2';
  readonly assignsPublicIp: boolean;
  readonly place: Place;
}

export const ecsClusters = namedKind<EcsCluster>({
  kind: 'aws.ecs-cluster',
  resourceType: 'cluster',
  suffix: 'ecs',
  arn: ({ scope, name }) => `ecs:${scope.region}:${scope.accountId}:cluster/${name}`,
  facts: ({ random, revision }) => ({
    status: 'ACTIVE',
    instances: random.pick([0, 0, 3, 12]) + (revision % 2),
  }),
});

/** The services of the clusters, in turn. */
export const ecsServices = namedKind<EcsService>({
  kind: 'aws.ecs-service',
  resourceType: 'app',
  suffix: 'service',
  arn: ({ scope, index, name }) =>
    `ecs:${scope.region}:${scope.accountId}:service/${clusterName(scope, index)}/${name}`,
  facts: ({ random, scope, index, place, revision }) => ({
    clusterArn: `arn:aws:ecs:${scope.region}:${scope.accountId}:cluster/${clusterName(scope, index)}`,
    status: random.chance(0.9) ? 'ACTIVE' : 'DRAINING',
    desired: 1 + random.int(4) + (revision % 2),
    launchType: random.pick(['FARGATE', 'FARGATE', 'EC2']),
    assignsPublicIp: random.chance(0.3),
    place,
  }),
});

function clusterName(scope: AwsScope, service: number): string {
  const clusters = scope.counts.services[ecsClusters.kind] ?? 0;
  const index = service % Math.max(1, clusters);
  const { application } = drawNaming(new ItemRandom(scopeSalt(scope, ecsClusters.kind), index));
  return `${application}-ecs-${index + 1}`;
}
