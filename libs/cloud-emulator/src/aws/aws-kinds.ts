import type { EmulatedItem } from '../estate/collection';
import { certificates } from './acm/acm.service';
import { autoScalingGroups } from './autoscaling/auto-scaling-group.item';
import type { RegionalKind } from './aws-kind';
import { distributions } from './cloudfront/distribution.item';
import { trails } from './cloudtrail/cloudtrail.service';
import { recorders } from './config/config.service';
import { tables } from './dynamodb/dynamodb.service';
import { flowLogs } from './ec2/flow-log.item';
import { internetGateways } from './ec2/internet-gateway.item';
import { natGateways } from './ec2/nat-gateway.item';
import { routeTables } from './ec2/route-table.item';
import { repositories } from './ecr/ecr.service';
import { ecsClusters, ecsServices } from './ecs/ecs.items';
import { fileSystems } from './efs/efs.service';
import { eksClusters } from './eks/eks.service';
import { cacheClusters, replicationGroups } from './elasticache/elasticache.service';
import { classicLoadBalancers } from './elb/classic-load-balancer.item';
import { detectors } from './guardduty/guardduty.service';
import { accounts } from './iam/account.item';
import { groups } from './iam/group.item';
import { policies } from './iam/policy.item';
import { roles } from './iam/role.item';
import { users } from './iam/user.item';
import { keys } from './kms/key.item';
import { functions } from './lambda/function.item';
import { dbClusterSnapshots, dbClusters, dbSnapshots } from './rds/clusters-and-snapshots';
import { redshiftClusters } from './redshift/redshift.service';
import { hostedZones } from './route53/hosted-zone.item';
import { secrets } from './secretsmanager/secret.item';
import { topics } from './sns/sns.service';
import { queues } from './sqs/sqs.service';

/** Every kind of which a region's spec states a count under `services`. */
export const REGIONAL_KINDS = [
  routeTables,
  internetGateways,
  natGateways,
  flowLogs,
  autoScalingGroups,
  classicLoadBalancers,
  functions,
  ecsClusters,
  ecsServices,
  eksClusters,
  repositories,
  dbClusters,
  dbSnapshots,
  dbClusterSnapshots,
  tables,
  replicationGroups,
  cacheClusters,
  redshiftClusters,
  fileSystems,
  keys,
  secrets,
  queues,
  topics,
  trails,
  recorders,
  detectors,
  certificates,
] as const satisfies readonly RegionalKind<EmulatedItem>[];

/** Every kind of which an account's spec states a count under `services`. */
export const GLOBAL_KINDS = [
  users,
  groups,
  roles,
  policies,
  accounts,
  hostedZones,
  distributions,
] as const satisfies readonly RegionalKind<EmulatedItem>[];
