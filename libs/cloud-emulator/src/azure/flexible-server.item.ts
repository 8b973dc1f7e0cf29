import type { Generate } from '../estate/collection';
import { ARM_KINDS, drawItem, drawTags, idOf, locationOf, nameOf, peoplesName } from './arm-names';
import type { AzureScope } from './arm-names';
import type { Living } from './attachments';
import type { AzureItem } from './compute.items';
import { subnetId } from './network.items';
import { firewallRulesOf } from './sql.items';
import type { AzureFirewallRule } from './sql.items';

export type FlexibleKind = 'postgresql-server' | 'mysql-server';

export interface AzureFlexibleServer extends AzureItem {
  readonly kind: FlexibleKind;
  readonly state: 'Ready' | 'Stopped';
  /** Of a server in a network, whose endpoint is not public. */
  readonly subnetId: string | null;
  readonly rules: readonly AzureFirewallRule[];
  readonly backupDays: number;
  readonly highAvailability: 'Disabled' | 'ZoneRedundant';
  readonly storageGb: number;
}

export function flexibleServerGenerator(
  scope: AzureScope,
  living: Living,
  kind: FlexibleKind,
): Generate<AzureFlexibleServer> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, kind, index);
    const network =
      index % 3 === 1 && scope.counts.networks > 0 ? index % scope.counts.networks : null;
    const inside = network !== null && living.network(network);
    return {
      id: idOf(scope, kind, index),
      region: locationOf(index),
      name: nameOf(scope, kind, index),
      kind,
      state: random.chance(0.9) !== (revision % 2 === 1) ? 'Ready' : 'Stopped',
      subnetId: inside ? subnetId(scope, network) : null,
      rules: inside ? [] : firewallRulesOf(index),
      backupDays: random.pick([7, 14, 35]),
      highAvailability: random.chance(0.3) ? 'ZoneRedundant' : 'Disabled',
      storageGb: random.pick([32, 128, 512]),
      tags: drawTags(random, naming, revision),
    };
  };
}

/** MySQL tells the location as people write it; PostgreSQL has a minor version beside the version. */
export function flexibleServerJson(server: AzureFlexibleServer): Record<string, unknown> {
  const mysql = server.kind === 'mysql-server';
  const domain = mysql ? 'mysql' : 'postgres';
  return {
    sku: { name: 'Standard_D2ds_v4', tier: 'GeneralPurpose' },
    properties: {
      administratorLogin: 'dbadmin',
      version: mysql ? '8.0.21' : '16',
      ...(mysql ? {} : { minorVersion: '4' }),
      state: server.state,
      fullyQualifiedDomainName: `${server.name}.${domain}.database.azure.com`,
      availabilityZone: '1',
      storage: {
        storageSizeGB: server.storageGb,
        ...(mysql ? { iops: 400, autoGrow: 'Enabled' } : {}),
      },
      backup: { backupRetentionDays: server.backupDays, geoRedundantBackup: 'Disabled' },
      network: {
        publicNetworkAccess: server.subnetId === null ? 'Enabled' : 'Disabled',
        ...(server.subnetId === null ? {} : { delegatedSubnetResourceId: server.subnetId }),
      },
      highAvailability: {
        mode: server.highAvailability,
        state: server.highAvailability === 'Disabled' ? 'NotEnabled' : 'Healthy',
      },
      replicationRole: mysql ? 'None' : 'Primary',
    },
    location: mysql ? peoplesName(server.region) : server.region,
    tags: server.tags,
    id: server.id,
    name: server.name,
    type: ARM_KINDS[server.kind].type,
  };
}
