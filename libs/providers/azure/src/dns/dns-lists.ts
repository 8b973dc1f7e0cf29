import type { ArmList } from '../arm-list';

export const DNS_ZONES: ArmList = {
  permission: 'Microsoft.Network/dnsZones/read',
  path: '/providers/Microsoft.Network/dnsZones',
  apiVersion: '2018-05-01',
};

export const PRIVATE_DNS_ZONES: ArmList = {
  permission: 'Microsoft.Network/privateDnsZones/read',
  path: '/providers/Microsoft.Network/privateDnsZones',
  apiVersion: '2020-06-01',
};
