import type { Cluster } from '@aws-sdk/client-redshift';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { partitionOf } from '../arn';
import { stateFrom } from '../native-state';
import { boolOf, objectsOf, timeOf } from '../payload';
import { toEc2 } from '../relations';
import { tagsOf } from '../tags';
import { untold } from '../untold';

/** The first word of a status; `available, prep-for-resize` and the like leave it in service. */
const STATES: Readonly<Record<string, ResourceState>> = {
  available: 'running',
  'cancelling-resize': 'running',
  creating: 'pending',
  deleting: 'pending',
  'final-snapshot': 'pending',
  'hardware-failure': 'error',
  'incompatible-hsm': 'error',
  'incompatible-network': 'error',
  'incompatible-parameters': 'error',
  'incompatible-restore': 'error',
  modifying: 'running',
  paused: 'stopped',
  pausing: 'pending',
  rebooting: 'pending',
  renaming: 'running',
  resizing: 'running',
  resuming: 'pending',
  'rotating-keys': 'running',
  'storage-full': 'error',
  'updating-hsm': 'running',
};

/** @returns `null` when the payload has no name, which is what its ARN is made of */
export function toWarehouse(
  cluster: Cluster,
  region: string,
  accountId: string,
): DiscoveredResource<'database'> | null {
  const name = textOf(cluster.ClusterIdentifier);
  if (name === null) return null;
  const place = { region, accountId };
  const status = textOf(cluster.ClusterStatus);
  const publiclyAccessible = boolOf(cluster.PubliclyAccessible);
  return {
    ...untold(),
    resourceId: `arn:${partitionOf(region)}:redshift:${region}:${accountId}:cluster:${name}`,
    resourceType: 'database',
    nativeType: 'AWS::Redshift::Cluster',
    name,
    region,
    zone: textOf(cluster.AvailabilityZone),
    state: stateFrom(STATES, status === null ? null : (status.split(',')[0] ?? null)),
    nativeState: status,
    size: textOf(cluster.NodeType),
    isPublic: publiclyAccessible,
    tags: tagsOf(cluster.Tags),
    createdAt: timeOf(cluster.ClusterCreateTime),
    relationships: [
      ...toEc2('runs_in', 'vpc', place, cluster.VpcId),
      ...toEc2(
        'protected_by',
        'security-group',
        place,
        objectsOf(cluster.VpcSecurityGroups).map((group) => group.VpcSecurityGroupId),
      ),
    ],
    attributes: {
      engine: 'redshift',
      engineVersion: textOf(cluster.ClusterVersion),
      endpoint: textOf(cluster.Endpoint?.Address),
      port: integerOf(cluster.Endpoint?.Port),
      encryptedAtRest: boolOf(cluster.Encrypted),
      publiclyAccessible,
      // Stands in the parameter group.
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: integerOf(cluster.AutomatedSnapshotRetentionPeriod),
      deletionProtection: null,
      highlyAvailable: switchOf(cluster.MultiAZ),
      storageGib: null,
    },
    raw: cluster,
  };
}

function switchOf(word: unknown): boolean | null {
  const text = textOf(word)?.toLowerCase();
  return text === 'enabled' ? true : text === 'disabled' ? false : null;
}
