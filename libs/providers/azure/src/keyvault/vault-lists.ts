import type { ArmList } from '../arm-list';

export const VAULTS: ArmList = {
  permission: 'Microsoft.KeyVault/vaults/read',
  path: '/providers/Microsoft.KeyVault/vaults',
  apiVersion: '2023-07-01',
};
