import type { ArmList } from '../arm-list';

export const REGISTRIES: ArmList = {
  permission: 'Microsoft.ContainerRegistry/registries/read',
  path: '/providers/Microsoft.ContainerRegistry/registries',
  apiVersion: '2023-07-01',
};
