import type { ArmList } from '../arm-list';

export const VIRTUAL_MACHINES: ArmList = {
  permission: 'Microsoft.Compute/virtualMachines/read',
  path: '/providers/Microsoft.Compute/virtualMachines',
  apiVersion: '2024-07-01',
};

/** The same machines with nothing but their state: `$expand=instanceView` needs a scale set's filter. */
export const VIRTUAL_MACHINE_STATES: ArmList = {
  ...VIRTUAL_MACHINES,
  query: { statusOnly: 'true' },
};

export const IMAGES: ArmList = {
  permission: 'Microsoft.Compute/images/read',
  path: '/providers/Microsoft.Compute/images',
  apiVersion: '2024-07-01',
};

export const DISKS: ArmList = {
  permission: 'Microsoft.Compute/disks/read',
  path: '/providers/Microsoft.Compute/disks',
  apiVersion: '2024-03-02',
};

export const SNAPSHOTS: ArmList = {
  permission: 'Microsoft.Compute/snapshots/read',
  path: '/providers/Microsoft.Compute/snapshots',
  apiVersion: '2024-03-02',
};

export const SCALE_SETS: ArmList = {
  permission: 'Microsoft.Compute/virtualMachineScaleSets/read',
  path: '/providers/Microsoft.Compute/virtualMachineScaleSets',
  apiVersion: '2024-07-01',
};

/** How scale sets, and plans of other services, are scaled automatically. */
export const AUTOSCALE_SETTINGS: ArmList = {
  permission: 'Microsoft.Insights/autoscaleSettings/read',
  path: '/providers/Microsoft.Insights/autoscalesettings',
  apiVersion: '2022-10-01',
};
