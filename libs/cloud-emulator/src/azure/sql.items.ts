import type { Generate } from '../estate/collection';
import { drawItem, drawTags, guid, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import type { AzureItem } from './compute.items';

export interface AzureFirewallRule {
  readonly name: string;
  readonly start: string;
  readonly end: string;
}

export interface AzureSqlServer extends AzureItem {
  readonly publicAccess: boolean;
  readonly minimumTls: '1.2' | 'None';
  readonly audited: boolean;
  readonly rules: readonly AzureFirewallRule[];
}

/** Of four servers one is open to anyone, and one to all of Azure. */
const RULES: readonly (readonly AzureFirewallRule[])[] = [
  [{ name: 'everyone', start: '0.0.0.0', end: '255.255.255.255' }],
  [{ name: 'AllowAllWindowsAzureIps', start: '0.0.0.0', end: '0.0.0.0' }],
  [{ name: 'office', start: '198.51.100.16', end: '198.51.100.40' }],
  [],
];

export function firewallRulesOf(index: number): readonly AzureFirewallRule[] {
  return RULES[index % RULES.length] ?? [];
}

export function firewallRuleJson(
  server: { readonly id: string },
  type: string,
  rule: AzureFirewallRule,
): Record<string, unknown> {
  return {
    id: `${server.id}/firewallRules/${rule.name}`,
    name: rule.name,
    type: `${type}/firewallRules`,
    properties: { startIpAddress: rule.start, endIpAddress: rule.end },
  };
}

export function sqlServerGenerator(scope: AzureScope): Generate<AzureSqlServer> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'sql-server', index);
    return {
      id: idOf(scope, 'sql-server', index),
      region: locationOf(index),
      name: nameOf(scope, 'sql-server', index),
      publicAccess: index % 4 !== 3,
      minimumTls: index % 4 === 1 ? 'None' : '1.2',
      audited: index % 2 === 1,
      rules: firewallRulesOf(index),
      tags: drawTags(random, naming, revision),
    };
  };
}

export function sqlServerJson(server: AzureSqlServer): Record<string, unknown> {
  return {
    kind: 'v12.0',
    properties: {
      administratorLogin: 'sqladmin',
      version: '12.0',
      state: 'Ready',
      fullyQualifiedDomainName: `${server.name}.database.windows.net`,
      privateEndpointConnections: [],
      minimalTlsVersion: server.minimumTls,
      publicNetworkAccess: server.publicAccess ? 'Enabled' : 'Disabled',
      restrictOutboundNetworkAccess: 'Disabled',
    },
    location: server.region,
    tags: server.tags,
    id: server.id,
    name: server.name,
    type: 'Microsoft.Sql/servers',
  };
}

export interface AzureSqlDatabase extends AzureItem {
  /** Number of its server. */
  readonly server: number;
  readonly encrypted: boolean;
  /** Whether it audits by itself, whatever its server does. */
  readonly audited: boolean;
  readonly status: 'Online' | 'Paused';
  readonly zoneRedundant: boolean;
  readonly sizeGb: number;
  readonly created: string;
  readonly databaseId: string;
  readonly system: boolean;
}

/** Database `i` is on server `i % servers`; every fifth has its encryption switched off. */
export function sqlDatabaseGenerator(scope: AzureScope): Generate<AzureSqlDatabase> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'sql-database', index);
    const server = index % Math.max(1, scope.counts.sqlServers);
    const name = `${naming.application}-${String(index + 1).padStart(3, '0')}`;
    return {
      id: `${idOf(scope, 'sql-server', server)}/databases/${name}`,
      region: locationOf(server),
      name,
      server,
      encrypted: index % 5 !== 1,
      audited: index % 4 === 0,
      status: random.chance(0.9) !== (revision % 2 === 1) ? 'Online' : 'Paused',
      zoneRedundant: random.chance(0.4),
      sizeGb: random.pick([2, 32, 250]),
      created: random.time().toISOString(),
      databaseId: guid(random),
      system: false,
      tags: drawTags(random, naming, revision),
    };
  };
}

/** What every server has without being asked. */
export function masterDatabase(server: AzureSqlServer): AzureSqlDatabase {
  return {
    id: `${server.id}/databases/master`,
    region: server.region,
    name: 'master',
    server: 0,
    encrypted: false,
    audited: false,
    status: 'Online',
    zoneRedundant: false,
    sizeGb: 30,
    created: '2024-04-23T04:23:42.537Z',
    databaseId: 'e6be351f-2cc9-4604-9e52-b0b28b2710b0',
    system: true,
    tags: {},
  };
}

export function sqlDatabaseJson(database: AzureSqlDatabase): Record<string, unknown> {
  const sku = database.system
    ? { name: 'System0', tier: 'System', capacity: 0 }
    : { name: 'GP_S_Gen5', tier: 'GeneralPurpose', family: 'Gen5', capacity: 2 };
  const objective = database.system ? 'System0' : 'GP_S_Gen5_2';
  return {
    sku,
    kind: database.system ? 'v12.0,system' : 'v12.0,user,vcore,serverless',
    properties: {
      collation: 'SQL_Latin1_General_CP1_CI_AS',
      maxSizeBytes: database.sizeGb * 2 ** 30,
      status: database.status,
      databaseId: database.databaseId,
      creationDate: database.created,
      currentServiceObjectiveName: objective,
      requestedServiceObjectiveName: objective,
      catalogCollation: 'SQL_Latin1_General_CP1_CI_AS',
      zoneRedundant: database.zoneRedundant,
      readScale: 'Disabled',
      currentSku: sku,
      currentBackupStorageRedundancy: 'Geo',
      requestedBackupStorageRedundancy: 'Geo',
      isLedgerOn: false,
      isInfraEncryptionEnabled: false,
    },
    location: database.region,
    ...(database.system ? {} : { tags: database.tags }),
    id: database.id,
    name: database.name,
    type: 'Microsoft.Sql/servers/databases',
  };
}

/** Of a server or of a database. */
export function auditingJson(
  owner: { readonly id: string; readonly audited: boolean },
  type: string,
): Record<string, unknown> {
  return {
    id: `${owner.id}/auditingSettings/Default`,
    name: 'Default',
    type: `${type}/auditingSettings`,
    properties: {
      state: owner.audited ? 'Enabled' : 'Disabled',
      retentionDays: owner.audited ? 90 : 0,
      auditActionsAndGroups: owner.audited ? ['BATCH_COMPLETED_GROUP'] : [],
      isStorageSecondaryKeyInUse: false,
      isAzureMonitorTargetEnabled: owner.audited,
      storageEndpoint: '',
      storageAccountSubscriptionId: '00000000-0000-0000-0000-000000000000',
    },
  };
}

export function encryptionJson(database: AzureSqlDatabase): Record<string, unknown> {
  return {
    id: `${database.id}/transparentDataEncryption/current`,
    name: 'current',
    type: 'Microsoft.Sql/servers/databases/transparentDataEncryption',
    properties: { state: database.encrypted ? 'Enabled' : 'Disabled' },
  };
}
