import type { ArmList } from '../arm-list';

/** One kind of flexible server: where it is listed and what every one of them is. */
export interface FlexibleServerKind {
  readonly engine: 'postgresql' | 'mysql';
  readonly nativeType: string;
  readonly port: number;
  readonly servers: ArmList;
  /** Of one server. */
  readonly firewallRules: ArmList;
}

export const POSTGRESQL: FlexibleServerKind = kindOf(
  'postgresql',
  'Microsoft.DBforPostgreSQL',
  5432,
  '2022-12-01',
);

export const MYSQL: FlexibleServerKind = kindOf(
  'mysql',
  'Microsoft.DBforMySQL',
  3306,
  '2021-05-01',
);

function kindOf(
  engine: FlexibleServerKind['engine'],
  namespace: string,
  port: number,
  apiVersion: string,
): FlexibleServerKind {
  const nativeType = `${namespace}/flexibleServers`;
  return {
    engine,
    nativeType,
    port,
    servers: {
      permission: `${nativeType}/read`,
      path: `/providers/${nativeType}`,
      apiVersion,
    },
    firewallRules: {
      permission: `${nativeType}/firewallRules/read`,
      path: '/firewallRules',
      apiVersion,
    },
  };
}
