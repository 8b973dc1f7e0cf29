import type { ArmList } from '../arm-list';

export const MANAGED_CLUSTERS: ArmList = {
  permission: 'Microsoft.ContainerService/managedClusters/read',
  path: '/providers/Microsoft.ContainerService/managedClusters',
  apiVersion: '2024-05-01',
};
