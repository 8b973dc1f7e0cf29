import type { ArmList } from '../arm-list';

const API_VERSION = '2022-04-01';

/** What holds for the subscription, from above it as well, and for anything in it. */
export const ROLE_ASSIGNMENTS: ArmList = {
  permission: 'Microsoft.Authorization/roleAssignments/read',
  path: '/providers/Microsoft.Authorization/roleAssignments',
  apiVersion: API_VERSION,
};

export const ROLE_DEFINITIONS: ArmList = {
  permission: 'Microsoft.Authorization/roleDefinitions/read',
  path: '/providers/Microsoft.Authorization/roleDefinitions',
  apiVersion: API_VERSION,
};
