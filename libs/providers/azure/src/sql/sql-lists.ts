import type { ArmList } from '../arm-list';

const API_VERSION = '2021-11-01';

export const SQL_SERVERS: ArmList = {
  permission: 'Microsoft.Sql/servers/read',
  path: '/providers/Microsoft.Sql/servers',
  apiVersion: API_VERSION,
};

/** Of one server. */
export const SQL_DATABASES: ArmList = {
  permission: 'Microsoft.Sql/servers/databases/read',
  path: '/databases',
  apiVersion: API_VERSION,
};

/** Of one server. */
export const SQL_FIREWALL_RULES: ArmList = {
  permission: 'Microsoft.Sql/servers/firewallRules/read',
  path: '/firewallRules',
  apiVersion: API_VERSION,
};

/** Of one server; it covers all of its databases. */
export const SQL_AUDITING: ArmList = {
  permission: 'Microsoft.Sql/servers/auditingSettings/read',
  path: '/auditingSettings',
  apiVersion: API_VERSION,
};

/** Of one database, beside what its server does. */
export const SQL_DATABASE_AUDITING: ArmList = {
  permission: 'Microsoft.Sql/servers/databases/auditingSettings/read',
  path: '/auditingSettings',
  apiVersion: API_VERSION,
};

/** Of one database. */
export const SQL_ENCRYPTION: ArmList = {
  permission: 'Microsoft.Sql/servers/databases/transparentDataEncryption/read',
  path: '/transparentDataEncryption',
  apiVersion: API_VERSION,
};
