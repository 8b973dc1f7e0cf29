import type { EmulatedItem } from '../../estate/collection';
import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { RegionalKind } from '../aws-kind';
import type { AwsService } from '../aws-service';
import { epochSeconds, inputText, inputTexts, jsonListing } from '../json-listing';
import { itemsOf } from '../region-items';
import { ecsClusters, ecsServices } from './ecs.items';
import type { EcsCluster, EcsService } from './ecs.items';

export const ecs: AwsService = {
  name: 'ecs',
  signingName: 'ecs',
  protocol: 'json',
  operations: {
    ListClusters: jsonListing({
      permission: 'ecs:ListClusters',
      kind: ecsClusters,
      field: 'clusterArns',
      token: ['nextToken', 'nextToken'],
      limit: { field: 'maxResults', most: 100 },
      render: ({ arn }) => arn,
    }),
    DescribeClusters: describing({
      permission: 'ecs:DescribeClusters',
      kind: ecsClusters,
      field: 'clusters',
      most: 100,
      render: cluster,
    }),
    /** A page of a cluster's services; those of other clusters count towards its size. */
    ListServices: jsonListing({
      permission: 'ecs:ListServices',
      kind: ecsServices,
      field: 'serviceArns',
      token: ['nextToken', 'nextToken'],
      limit: { field: 'maxResults', most: 100, usual: 10 },
      filter: (item, call) => item.clusterArn === clusterOf(call),
      render: ({ arn }) => arn,
    }),
    DescribeServices: describing({
      permission: 'ecs:DescribeServices',
      kind: ecsServices,
      field: 'services',
      most: 10,
      render: service,
    }),
  },
};

/** An operation that tells of the resources it is given, and what it could not find. */
function describing<T extends EmulatedItem>(operation: {
  permission: string;
  kind: RegionalKind<T>;
  field: string;
  most: number;
  render(item: T, call: AwsCall): unknown;
}): AwsOperation {
  const { permission, kind, field, most, render } = operation;
  const run = (call: AwsCall): string => {
    const arns = inputTexts(call, field);
    if (arns.length < 1 || arns.length > most) {
      throw new AwsError(400, 'InvalidParameterException', `${field} cannot have ${arns.length}`);
    }
    const found = arns.map((arn) => ({ arn, item: itemsOf(call, kind).find(arn) }));
    return JSON.stringify({
      [field]: found.flatMap(({ item }) => (item ? [render(item, call)] : [])),
      failures: found.flatMap(({ arn, item }) => (item ? [] : [{ arn, reason: 'MISSING' }])),
    });
  };
  return { permission, run };
}

function clusterOf(call: AwsCall): string {
  const arn = inputText(call, 'cluster') ?? 'default';
  const found = itemsOf(call, ecsClusters).find(arn);
  if (!found) throw new AwsError(400, 'ClusterNotFoundException', 'Cluster not found.');
  return found.arn;
}

function tagsOf(call: AwsCall, { tags }: EcsCluster | EcsService): unknown {
  if (!inputTexts(call, 'include').includes('TAGS')) return [];
  return tags.map(([key, value]) => ({ key, value }));
}

function cluster(item: EcsCluster, call: AwsCall): unknown {
  return {
    clusterArn: item.arn,
    clusterName: item.name,
    status: item.status,
    registeredContainerInstancesCount: item.instances,
    runningTasksCount: 2,
    pendingTasksCount: 0,
    activeServicesCount: 1,
    statistics: [],
    tags: tagsOf(call, item),
    settings: [],
    capacityProviders: ['FARGATE'],
    defaultCapacityProviderStrategy: [],
  };
}

function service(item: EcsService, call: AwsCall): unknown {
  return {
    serviceArn: item.arn,
    serviceName: item.name,
    clusterArn: item.clusterArn,
    loadBalancers: [],
    serviceRegistries: [],
    status: item.status,
    desiredCount: item.desired,
    runningCount: item.desired,
    pendingCount: 0,
    launchType: item.launchType,
    platformVersion: 'LATEST',
    taskDefinition: `arn:aws:ecs:${item.region}:${call.account.spec.accountId}:task-definition/${item.name}:7`,
    deployments: [],
    roleArn: `arn:aws:iam::${call.account.spec.accountId}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    events: [
      { id: '1', createdAt: epochSeconds(call.now), message: `${item.name} is in a steady state.` },
    ],
    createdAt: epochSeconds(item.created),
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: item.place.subnetIds,
        securityGroups: [item.place.securityGroupId],
        assignPublicIp: item.assignsPublicIp ? 'ENABLED' : 'DISABLED',
      },
    },
    schedulingStrategy: 'REPLICA',
    tags: tagsOf(call, item),
    enableECSManagedTags: true,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
  };
}
