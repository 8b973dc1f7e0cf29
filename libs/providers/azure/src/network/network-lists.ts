import type { ArmList } from '../arm-list';

const API_VERSION = '2024-01-01';

const list = (kind: string): ArmList => ({
  permission: `Microsoft.Network/${kind}/read`,
  path: `/providers/Microsoft.Network/${kind}`,
  apiVersion: API_VERSION,
});

export const VIRTUAL_NETWORKS = list('virtualNetworks');
export const SECURITY_GROUPS = list('networkSecurityGroups');
export const PUBLIC_ADDRESSES = list('publicIPAddresses');
export const NETWORK_INTERFACES = list('networkInterfaces');
export const LOAD_BALANCERS = list('loadBalancers');
export const APPLICATION_GATEWAYS = list('applicationGateways');
export const NETWORK_WATCHERS = list('networkWatchers');
