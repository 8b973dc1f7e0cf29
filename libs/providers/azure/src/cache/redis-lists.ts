import type { ArmList } from '../arm-list';

export const REDIS_CACHES: ArmList = {
  permission: 'Microsoft.Cache/redis/read',
  path: '/providers/Microsoft.Cache/redis',
  apiVersion: '2023-08-01',
};
