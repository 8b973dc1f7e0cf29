import type { Generate } from '../estate/collection';
import { drawItem, drawTags, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import { networkOf, publicAddressOfBalancer } from './attachments';
import type { Living } from './attachments';
import type { AzureItem } from './compute.items';
import { subnetId } from './network.items';

export interface AzureLoadBalancer extends AzureItem {
  readonly publicAddressId: string | null;
  readonly subnetId: string | null;
  readonly privateIp: string | null;
  readonly interfaceIds: readonly string[];
  readonly scaleSetInterfaceId: string | null;
}

export function loadBalancerGenerator(
  scope: AzureScope,
  living: Living,
): Generate<AzureLoadBalancer> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'load-balancer', index);
    const address = publicAddressOfBalancer(scope, index);
    const isPublic = address !== null && living.publicAddress(address);
    const network = networkOf(scope, index);
    const inside = !isPublic && network !== null && living.network(network);
    const id = idOf(scope, 'load-balancer', index);
    return {
      id,
      region: locationOf(index),
      name: nameOf(scope, 'load-balancer', index),
      publicAddressId: isPublic ? idOf(scope, 'public-address', address) : null,
      subnetId: inside && network !== null ? subnetId(scope, network) : null,
      privateIp: inside ? `10.${(network ?? 0) % 256}.127.${index % 250}` : null,
      interfaceIds: [index * 2, index * 2 + 1]
        .filter((nic) => living.interface(nic))
        .map((nic) => idOf(scope, 'network-interface', nic)),
      // Members of scale sets are named, too, though no list has their interfaces.
      scaleSetInterfaceId: random.chance(0.3)
        ? `${id.slice(0, id.indexOf('/providers/'))}/providers/Microsoft.Compute/virtualMachineScaleSets/pool/virtualMachines/0/networkInterfaces/nic`
        : null,
      tags: drawTags(random, naming, revision),
    };
  };
}

export function loadBalancerJson(balancer: AzureLoadBalancer): Record<string, unknown> {
  const part = (collection: string, name: string): Record<string, unknown> => ({
    name,
    id: `${balancer.id}/${collection}/${name}`,
    type: `Microsoft.Network/loadBalancers/${collection}`,
  });
  const members = [
    ...balancer.interfaceIds,
    ...(balancer.scaleSetInterfaceId === null ? [] : [balancer.scaleSetInterfaceId]),
  ];
  return {
    name: balancer.name,
    id: balancer.id,
    type: 'Microsoft.Network/loadBalancers',
    location: balancer.region,
    tags: balancer.tags,
    sku: { name: 'Standard', tier: 'Regional' },
    properties: {
      provisioningState: 'Succeeded',
      frontendIPConfigurations: [
        {
          ...part('frontendIPConfigurations', 'frontend'),
          properties: {
            provisioningState: 'Succeeded',
            privateIPAllocationMethod: 'Dynamic',
            ...(balancer.privateIp === null ? {} : { privateIPAddress: balancer.privateIp }),
            ...(balancer.subnetId === null ? {} : { subnet: { id: balancer.subnetId } }),
            ...(balancer.publicAddressId === null
              ? {}
              : { publicIPAddress: { id: balancer.publicAddressId } }),
          },
        },
      ],
      backendAddressPools: [
        {
          ...part('backendAddressPools', 'pool'),
          properties: {
            provisioningState: 'Succeeded',
            backendIPConfigurations: members.map((id) => ({
              id: `${id}/ipConfigurations/ipconfig1`,
            })),
          },
        },
      ],
      loadBalancingRules: [
        {
          ...part('loadBalancingRules', 'rule'),
          properties: {
            provisioningState: 'Succeeded',
            frontendIPConfiguration: { id: `${balancer.id}/frontendIPConfigurations/frontend` },
            backendAddressPool: { id: `${balancer.id}/backendAddressPools/pool` },
            frontendPort: 443,
            backendPort: 8443,
            protocol: 'Tcp',
            loadDistribution: 'Default',
            enableFloatingIP: false,
            enableTcpReset: true,
            idleTimeoutInMinutes: 4,
          },
        },
      ],
      probes: [],
      inboundNatRules: [],
      inboundNatPools: [],
    },
  };
}
