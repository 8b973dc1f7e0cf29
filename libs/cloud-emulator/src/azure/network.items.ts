import type { Generate } from '../estate/collection';
import { hex8, mix32 } from '../estate/random';
import { drawItem, drawTags, guid, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import {
  networkOf,
  privateAddress,
  publicAddressOfInterface,
  securityGroupOf,
} from './attachments';
import type { Living } from './attachments';
import type { AzureItem } from './compute.items';

export interface AzureSubnet {
  readonly id: string;
  readonly name: string;
  readonly cidr: string;
  readonly securityGroupId: string | null;
}

export interface AzureNetwork extends AzureItem {
  readonly cidr: string;
  readonly guid: string;
  readonly subnets: readonly AzureSubnet[];
}

/** The subnet that interfaces are in. */
export function subnetId(scope: AzureScope, network: number): string {
  return `${idOf(scope, 'virtual-network', network)}/subnets/Default`;
}

export function networkGenerator(scope: AzureScope, living: Living): Generate<AzureNetwork> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'virtual-network', index);
    const id = idOf(scope, 'virtual-network', index);
    const octet = index % 256;
    const { securityGroups } = scope.counts;
    const group = securityGroups === 0 ? null : index % securityGroups;
    return {
      id,
      region: locationOf(index),
      name: nameOf(scope, 'virtual-network', index),
      cidr: `10.${octet}.0.0/16`,
      guid: guid(random),
      subnets: [
        {
          id: subnetId(scope, index),
          name: 'Default',
          cidr: `10.${octet}.0.0/17`,
          securityGroupId:
            group !== null && living.securityGroup(group)
              ? idOf(scope, 'security-group', group)
              : null,
        },
        {
          id: `${id}/subnets/data`,
          name: 'data',
          cidr: `10.${octet}.128.0/17`,
          securityGroupId: null,
        },
      ],
      tags: drawTags(random, naming, revision),
    };
  };
}

export function networkJson(network: AzureNetwork): Record<string, unknown> {
  return {
    name: network.name,
    id: network.id,
    etag: `W/"${network.guid}"`,
    type: 'Microsoft.Network/virtualNetworks',
    location: network.region,
    tags: network.tags,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: network.guid,
      addressSpace: { addressPrefixes: [network.cidr] },
      subnets: network.subnets.map((subnet, at) => ({
        name: subnet.name,
        id: subnet.id,
        etag: `W/"${network.guid}"`,
        properties: {
          provisioningState: 'Succeeded',
          // Newer subnets have the list even when it holds a single prefix.
          ...(at === 0 ? { addressPrefix: subnet.cidr } : { addressPrefixes: [subnet.cidr] }),
          ...(subnet.securityGroupId === null
            ? {}
            : { networkSecurityGroup: { id: subnet.securityGroupId } }),
          delegations: [],
          privateEndpointNetworkPolicies: 'Disabled',
          privateLinkServiceNetworkPolicies: 'Enabled',
        },
        type: 'Microsoft.Network/virtualNetworks/subnets',
      })),
      virtualNetworkPeerings: [],
      enableDdosProtection: false,
    },
  };
}

export interface AzureInterface extends AzureItem {
  readonly privateIp: string;
  readonly publicAddressId: string | null;
  readonly subnetId: string | null;
  readonly securityGroupId: string | null;
  readonly machineId: string | null;
  readonly macAddress: string;
  readonly forwarding: boolean;
}

export function interfaceGenerator(scope: AzureScope, living: Living): Generate<AzureInterface> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'network-interface', index);
    const address = publicAddressOfInterface(scope, index);
    const network = networkOf(scope, index);
    const group = securityGroupOf(scope, index);
    const hex = hex8(mix32(index + 7)).toUpperCase();
    return {
      id: idOf(scope, 'network-interface', index),
      region: locationOf(index),
      name: nameOf(scope, 'network-interface', index),
      privateIp: privateAddress(scope, index),
      publicAddressId:
        address !== null && living.publicAddress(address)
          ? idOf(scope, 'public-address', address)
          : null,
      subnetId: network !== null && living.network(network) ? subnetId(scope, network) : null,
      securityGroupId:
        group !== null && living.securityGroup(group) ? idOf(scope, 'security-group', group) : null,
      machineId:
        index < scope.counts.machines && living.machine(index)
          ? idOf(scope, 'virtual-machine', index)
          : null,
      macAddress: `00-0D-3A-${hex.slice(0, 2)}-${hex.slice(2, 4)}-${hex.slice(4, 6)}`,
      forwarding: random.chance(0.05),
      tags: drawTags(random, naming, revision),
    };
  };
}

export function interfaceJson(nic: AzureInterface): Record<string, unknown> {
  return {
    name: nic.name,
    id: nic.id,
    etag: 'W/"5f3b4d4e-0a0f-4a63-9d7b-6f9f1e0f5a11"',
    type: 'Microsoft.Network/networkInterfaces',
    location: nic.region,
    tags: nic.tags,
    properties: {
      provisioningState: 'Succeeded',
      ipConfigurations: [
        {
          name: 'ipconfig1',
          id: `${nic.id}/ipConfigurations/ipconfig1`,
          type: 'Microsoft.Network/networkInterfaces/ipConfigurations',
          properties: {
            provisioningState: 'Succeeded',
            privateIPAddress: nic.privateIp,
            privateIPAllocationMethod: 'Dynamic',
            ...(nic.publicAddressId === null
              ? {}
              : { publicIPAddress: { id: nic.publicAddressId } }),
            ...(nic.subnetId === null ? {} : { subnet: { id: nic.subnetId } }),
            primary: true,
            privateIPAddressVersion: 'IPv4',
          },
        },
      ],
      dnsSettings: { dnsServers: [], appliedDnsServers: [] },
      macAddress: nic.macAddress,
      enableAcceleratedNetworking: false,
      enableIPForwarding: nic.forwarding,
      ...(nic.securityGroupId === null
        ? {}
        : { networkSecurityGroup: { id: nic.securityGroupId } }),
      primary: true,
      ...(nic.machineId === null ? {} : { virtualMachine: { id: nic.machineId } }),
      nicType: 'Standard',
    },
  };
}
