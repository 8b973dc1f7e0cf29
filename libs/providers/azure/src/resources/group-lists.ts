import type { ArmList } from '../arm-list';

export const RESOURCE_GROUPS: ArmList = {
  permission: 'Microsoft.Resources/subscriptions/resourceGroups/read',
  path: '/resourcegroups',
  apiVersion: '2021-04-01',
};
