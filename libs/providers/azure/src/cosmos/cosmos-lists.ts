import type { ArmList } from '../arm-list';

export const COSMOS_ACCOUNTS: ArmList = {
  permission: 'Microsoft.DocumentDB/databaseAccounts/read',
  path: '/providers/Microsoft.DocumentDB/databaseAccounts',
  apiVersion: '2023-11-15',
};
