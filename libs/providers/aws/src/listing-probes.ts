import { ListCertificatesCommand } from '@aws-sdk/client-acm';
import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeConfigurationRecordersCommand } from '@aws-sdk/client-config-service';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeAddressesCommand,
  DescribeFlowLogsCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { ListClustersCommand as ListEcsClustersCommand } from '@aws-sdk/client-ecs';
import { DescribeFileSystemsCommand } from '@aws-sdk/client-efs';
import { ListClustersCommand as ListEksClustersCommand } from '@aws-sdk/client-eks';
import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
} from '@aws-sdk/client-elasticache';
import { ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { ListKeysCommand } from '@aws-sdk/client-kms';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  DescribeDBClustersCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
} from '@aws-sdk/client-rds';
import { DescribeClustersCommand } from '@aws-sdk/client-redshift';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import type { AwsClient, Send } from './client';
import { deniedListing } from './permission-probe';
import type { Service } from './service-clients';

/** Tries a permission on the smallest page its API gives. */
type Probe = (client: AwsClient) => Promise<string[]>;

function probe<S extends Service>(service: S, permission: string, send: Send<S, unknown>): Probe {
  return (client) => deniedListing(client, service, permission, send);
}

const FEW = { MaxResults: 5 };
const FEW_RECORDS = { MaxRecords: 20 };

/** One for each listing that needs nothing but its own permission. */
const PROBES: readonly Probe[] = [
  probe('ec2', 'ec2:DescribeRegions', (sdk, options) =>
    sdk.send(new DescribeRegionsCommand({}), options),
  ),
  probe('ec2', 'ec2:DescribeInstances', (sdk, options) =>
    sdk.send(new DescribeInstancesCommand(FEW), options),
  ),
  probe('ec2', 'ec2:DescribeVpcs', (sdk, options) =>
    sdk.send(new DescribeVpcsCommand(FEW), options),
  ),
  probe('ec2', 'ec2:DescribeSubnets', (sdk, options) =>
    sdk.send(new DescribeSubnetsCommand(FEW), options),
  ),
  probe('ec2', 'ec2:DescribeSecurityGroups', (sdk, options) =>
    sdk.send(new DescribeSecurityGroupsCommand(FEW), options),
  ),
  probe('ec2', 'ec2:DescribeNetworkInterfaces', (sdk, options) =>
    sdk.send(new DescribeNetworkInterfacesCommand(FEW), options),
  ),
  probe('ec2', 'ec2:DescribeAddresses', (sdk, options) =>
    sdk.send(new DescribeAddressesCommand({}), options),
  ),
  probe('ec2', 'ec2:DescribeVolumes', (sdk, options) =>
    sdk.send(new DescribeVolumesCommand(FEW), options),
  ),
  probe('ec2', 'ec2:DescribeSnapshots', (sdk, options) =>
    sdk.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'], ...FEW }), options),
  ),
  probe('ec2', 'ec2:DescribeImages', (sdk, options) =>
    sdk.send(new DescribeImagesCommand({ Owners: ['self'], ...FEW }), options),
  ),
  probe('ec2', 'ec2:DescribeRouteTables', (sdk, options) =>
    sdk.send(new DescribeRouteTablesCommand(FEW), options),
  ),
  probe('ec2', 'ec2:DescribeInternetGateways', (sdk, options) =>
    sdk.send(new DescribeInternetGatewaysCommand(FEW), options),
  ),
  probe('ec2', 'ec2:DescribeNatGateways', (sdk, options) =>
    sdk.send(new DescribeNatGatewaysCommand(FEW), options),
  ),
  probe('ec2', 'ec2:DescribeFlowLogs', (sdk, options) =>
    sdk.send(new DescribeFlowLogsCommand(FEW), options),
  ),
  probe('autoscaling', 'autoscaling:DescribeAutoScalingGroups', (sdk, options) =>
    sdk.send(new DescribeAutoScalingGroupsCommand({ MaxRecords: 1 }), options),
  ),
  probe('lambda', 'lambda:ListFunctions', (sdk, options) =>
    sdk.send(new ListFunctionsCommand({ MaxItems: 1 }), options),
  ),
  probe('ecs', 'ecs:ListClusters', (sdk, options) =>
    sdk.send(new ListEcsClustersCommand({ maxResults: 1 }), options),
  ),
  probe('eks', 'eks:ListClusters', (sdk, options) =>
    sdk.send(new ListEksClustersCommand({ maxResults: 1 }), options),
  ),
  probe('ecr', 'ecr:DescribeRepositories', (sdk, options) =>
    sdk.send(new DescribeRepositoriesCommand({ maxResults: 1 }), options),
  ),
  probe('rds', 'rds:DescribeDBInstances', (sdk, options) =>
    sdk.send(new DescribeDBInstancesCommand(FEW_RECORDS), options),
  ),
  probe('rds', 'rds:DescribeDBClusters', (sdk, options) =>
    sdk.send(new DescribeDBClustersCommand(FEW_RECORDS), options),
  ),
  probe('rds', 'rds:DescribeDBSnapshots', (sdk, options) =>
    sdk.send(new DescribeDBSnapshotsCommand(FEW_RECORDS), options),
  ),
  probe('rds', 'rds:DescribeDBClusterSnapshots', (sdk, options) =>
    sdk.send(new DescribeDBClusterSnapshotsCommand(FEW_RECORDS), options),
  ),
  probe('dynamodb', 'dynamodb:ListTables', (sdk, options) =>
    sdk.send(new ListTablesCommand({ Limit: 1 }), options),
  ),
  probe('elasticache', 'elasticache:DescribeReplicationGroups', (sdk, options) =>
    sdk.send(new DescribeReplicationGroupsCommand(FEW_RECORDS), options),
  ),
  probe('elasticache', 'elasticache:DescribeCacheClusters', (sdk, options) =>
    sdk.send(new DescribeCacheClustersCommand(FEW_RECORDS), options),
  ),
  probe('redshift', 'redshift:DescribeClusters', (sdk, options) =>
    sdk.send(new DescribeClustersCommand(FEW_RECORDS), options),
  ),
  probe('efs', 'elasticfilesystem:DescribeFileSystems', (sdk, options) =>
    sdk.send(new DescribeFileSystemsCommand({ MaxItems: 1 }), options),
  ),
  probe('kms', 'kms:ListKeys', (sdk, options) =>
    sdk.send(new ListKeysCommand({ Limit: 1 }), options),
  ),
  probe('secretsmanager', 'secretsmanager:ListSecrets', (sdk, options) =>
    sdk.send(new ListSecretsCommand({ MaxResults: 1 }), options),
  ),
  probe('sqs', 'sqs:ListQueues', (sdk, options) =>
    sdk.send(new ListQueuesCommand({ MaxResults: 1 }), options),
  ),
  probe('sns', 'sns:ListTopics', (sdk, options) => sdk.send(new ListTopicsCommand({}), options)),
  probe('cloudtrail', 'cloudtrail:DescribeTrails', (sdk, options) =>
    sdk.send(new DescribeTrailsCommand({ includeShadowTrails: false }), options),
  ),
  probe('config', 'config:DescribeConfigurationRecorders', (sdk, options) =>
    sdk.send(new DescribeConfigurationRecordersCommand({}), options),
  ),
  probe('guardduty', 'guardduty:ListDetectors', (sdk, options) =>
    sdk.send(new ListDetectorsCommand({ MaxResults: 1 }), options),
  ),
  probe('acm', 'acm:ListCertificates', (sdk, options) =>
    sdk.send(new ListCertificatesCommand({ MaxItems: 1 }), options),
  ),
];

/** The permissions of listings that are missing. */
export async function deniedListings(client: AwsClient): Promise<string[]> {
  return (await Promise.all(PROBES.map((probed) => probed(client)))).flat();
}
