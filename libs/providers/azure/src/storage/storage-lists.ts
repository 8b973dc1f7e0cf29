import type { ArmList } from '../arm-list';

export const STORAGE_ACCOUNTS: ArmList = {
  permission: 'Microsoft.Storage/storageAccounts/read',
  path: '/providers/Microsoft.Storage/storageAccounts',
  apiVersion: '2023-05-01',
};
