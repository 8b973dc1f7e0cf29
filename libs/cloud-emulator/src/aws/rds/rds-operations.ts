import { listPage } from '../aws-call';
import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError, refusal } from '../aws-errors';
import { queryDocument } from '../query-document';
import { escapeXml, optional } from '../xml';
import { RDS_CLUSTER_OPERATIONS } from './clusters-and-snapshots';
import type { RdsInstance } from './db-instance.item';

const NAMESPACE = 'http://rds.amazonaws.com/doc/2014-10-31/';
const SMALLEST_PAGE = 20;
const LARGEST_PAGE = 100;

export const RDS_OPERATIONS: Readonly<Record<string, AwsOperation>> = {
  DescribeDBInstances: { permission: 'rds:DescribeDBInstances', run: describeDbInstances },
  ...RDS_CLUSTER_OPERATIONS,
};

function describeDbInstances(call: AwsCall): string {
  const region = call.account.regions.get(call.region);
  if (!region) throw refusal('query', 'disabled-region');
  const limit = Number(call.params.get('MaxRecords') ?? LARGEST_PAGE);
  if (!Number.isInteger(limit) || limit < SMALLEST_PAGE || limit > LARGEST_PAGE) {
    throw invalid(
      `Invalid value ${limit} for MaxRecords. Must be between ${SMALLEST_PAGE} and ${LARGEST_PAGE}`,
    );
  }
  const wanted = call.params.get('DBInstanceIdentifier');
  if (wanted !== null) {
    const found = region.dbInstances.find(wanted);
    if (!found) throw new AwsError(404, 'DBInstanceNotFound', `DBInstance ${wanted} not found.`);
    return answer(call, [found], null);
  }
  const { items, token } = listPage(
    call,
    region.dbInstances,
    call.params.get('Marker'),
    limit,
    () => invalid('The request contains an invalid marker.'),
  );
  return answer(call, items, token);
}

function answer(call: AwsCall, items: readonly RdsInstance[], marker: string | null): string {
  const instances = items.map((item) => dbInstance(item)).join('');
  const body = `${optional('Marker', marker)}<DBInstances>${instances}</DBInstances>`;
  return queryDocument(call, NAMESPACE, body);
}

function dbInstance(db: RdsInstance): string {
  const tags = db.tags
    .map(
      ([key, value]) => `<Tag><Key>${escapeXml(key)}</Key><Value>${escapeXml(value)}</Value></Tag>`,
    )
    .join('');
  const subnets = db.subnets
    .map(
      ({ id, zone }) =>
        `<Subnet><SubnetIdentifier>${id}</SubnetIdentifier><SubnetAvailabilityZone><Name>${zone}</Name></SubnetAvailabilityZone><SubnetOutpost/><SubnetStatus>Active</SubnetStatus></Subnet>`,
    )
    .join('');
  const created = db.created.toISOString();
  return (
    `<DBInstance><DBInstanceIdentifier>${db.id}</DBInstanceIdentifier><DBInstanceClass>${db.instanceClass}</DBInstanceClass>` +
    `<Engine>${db.engine}</Engine><DBInstanceStatus>${db.status}</DBInstanceStatus><MasterUsername>admin</MasterUsername>` +
    `<Endpoint><Address>${db.id}.c9akciq32example.${db.region}.rds.amazonaws.com</Address><Port>${db.port}</Port><HostedZoneId>Z1EXAMPLE</HostedZoneId></Endpoint>` +
    `<AllocatedStorage>${db.allocatedStorage}</AllocatedStorage><InstanceCreateTime>${created}</InstanceCreateTime>` +
    `<PreferredBackupWindow>03:10-03:40</PreferredBackupWindow><BackupRetentionPeriod>${db.backupRetention}</BackupRetentionPeriod>` +
    `<DBSecurityGroups/><VpcSecurityGroups><VpcSecurityGroupMembership><VpcSecurityGroupId>${db.securityGroupId}</VpcSecurityGroupId><Status>active</Status></VpcSecurityGroupMembership></VpcSecurityGroups>` +
    `<DBParameterGroups><DBParameterGroup><DBParameterGroupName>default.${db.engine}</DBParameterGroupName><ParameterApplyStatus>in-sync</ParameterApplyStatus></DBParameterGroup></DBParameterGroups>` +
    `<AvailabilityZone>${db.zone}</AvailabilityZone><DBSubnetGroup><DBSubnetGroupName>${db.vpcId}-db</DBSubnetGroupName><DBSubnetGroupDescription>databases</DBSubnetGroupDescription>` +
    `<VpcId>${db.vpcId}</VpcId><SubnetGroupStatus>Complete</SubnetGroupStatus><Subnets>${subnets}</Subnets></DBSubnetGroup>` +
    `<PreferredMaintenanceWindow>sun:04:30-sun:05:00</PreferredMaintenanceWindow><PendingModifiedValues/>` +
    (db.backupRetention > 0
      ? '<LatestRestorableTime>2026-05-31T23:55:00Z</LatestRestorableTime>'
      : '') +
    `<MultiAZ>${db.multiAz}</MultiAZ><EngineVersion>${db.engineVersion}</EngineVersion><AutoMinorVersionUpgrade>${db.autoMinorUpgrade}</AutoMinorVersionUpgrade>` +
    '<ReadReplicaDBInstanceIdentifiers/><LicenseModel>general-public-license</LicenseModel><OptionGroupMemberships/>' +
    `<PubliclyAccessible>${db.publiclyAccessible}</PubliclyAccessible><StorageType>gp3</StorageType><DbInstancePort>0</DbInstancePort>` +
    `<StorageEncrypted>${db.kmsKeyArn !== null}</StorageEncrypted>${optional('KmsKeyId', db.kmsKeyArn)}` +
    `<DbiResourceId>${db.dbiResourceId}</DbiResourceId><CACertificateIdentifier>rds-ca-rsa2048-g1</CACertificateIdentifier>` +
    `<DomainMemberships/><CopyTagsToSnapshot>true</CopyTagsToSnapshot><MonitoringInterval>0</MonitoringInterval><DBInstanceArn>${db.arn}</DBInstanceArn>` +
    `<IAMDatabaseAuthenticationEnabled>${db.iamAuthentication}</IAMDatabaseAuthenticationEnabled><PerformanceInsightsEnabled>false</PerformanceInsightsEnabled>` +
    `<DeletionProtection>${db.deletionProtection}</DeletionProtection><AssociatedRoles/><TagList>${tags}</TagList>` +
    '<CustomerOwnedIpEnabled>false</CustomerOwnedIpEnabled><NetworkType>IPV4</NetworkType><BackupTarget>region</BackupTarget>' +
    '<StorageThroughput>125</StorageThroughput><DedicatedLogVolume>false</DedicatedLogVolume></DBInstance>'
  );
}

function invalid(message: string): AwsError {
  return new AwsError(400, 'InvalidParameterValue', message);
}
