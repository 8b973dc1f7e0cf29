import type { ArmList } from '../arm-list';

export const SITES: ArmList = {
  permission: 'Microsoft.Web/sites/read',
  path: '/providers/Microsoft.Web/sites',
  apiVersion: '2023-12-01',
};

/** Of one site: what the list of sites leaves out of its configuration. */
export const SITE_CONFIGURATION: ArmList = {
  permission: 'Microsoft.Web/sites/config/read',
  path: '/config',
  apiVersion: '2023-12-01',
};
