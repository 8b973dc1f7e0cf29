import type { Generate } from '../estate/collection';
import { drawItem, drawTags, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import { publicAddress, userOfAddress } from './attachments';
import type { Living } from './attachments';
import type { AzureItem } from './compute.items';

export interface AzurePublicAddress extends AzureItem {
  /** Null while a dynamic address is not in use. */
  readonly ip: string | null;
  readonly isStatic: boolean;
  /** The IP configuration that it belongs to. */
  readonly configurationId: string | null;
  readonly label: string | null;
}

export function publicAddressGenerator(
  scope: AzureScope,
  living: Living,
): Generate<AzurePublicAddress> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'public-address', index);
    const user = userOfAddress(scope, index);
    const isStatic = random.chance(0.7);
    const configurationId =
      user === null || !lives(living, user)
        ? null
        : user.kind === 'network-interface'
          ? `${idOf(scope, user.kind, user.index)}/ipConfigurations/ipconfig1`
          : `${idOf(scope, user.kind, user.index)}/frontendIPConfigurations/frontend`;
    const name = nameOf(scope, 'public-address', index);
    return {
      id: idOf(scope, 'public-address', index),
      region: locationOf(index),
      name,
      ip: isStatic || configurationId !== null ? publicAddress(index) : null,
      isStatic,
      configurationId,
      label: random.chance(0.3) ? name : null,
      tags: drawTags(random, naming, revision),
    };
  };
}

type AddressUser = NonNullable<ReturnType<typeof userOfAddress>>;

function lives(living: Living, { kind, index }: AddressUser): boolean {
  if (kind === 'network-interface') return living.interface(index);
  return kind === 'load-balancer' ? living.loadBalancer(index) : living.applicationGateway(index);
}

export function publicAddressJson(address: AzurePublicAddress): Record<string, unknown> {
  return {
    name: address.name,
    id: address.id,
    type: 'Microsoft.Network/publicIPAddresses',
    location: address.region,
    tags: address.tags,
    sku: { name: address.isStatic ? 'Standard' : 'Basic', tier: 'Regional' },
    properties: {
      provisioningState: 'Succeeded',
      ...(address.ip === null ? {} : { ipAddress: address.ip }),
      publicIPAddressVersion: 'IPv4',
      publicIPAllocationMethod: address.isStatic ? 'Static' : 'Dynamic',
      idleTimeoutInMinutes: 4,
      ipTags: [],
      ...(address.label === null
        ? {}
        : {
            dnsSettings: {
              domainNameLabel: address.label,
              fqdn: `${address.label}.${address.region}.cloudapp.azure.com`,
            },
          }),
      ...(address.configurationId === null
        ? {}
        : { ipConfiguration: { id: address.configurationId } }),
      ddosSettings: { protectionMode: 'VirtualNetworkInherited' },
    },
  };
}
