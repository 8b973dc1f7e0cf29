import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceType } from '@skyledger/resource-model';

/** A network of the SDN. `null` when the payload has no name. */
export function toVnet(raw: unknown): DiscoveredResource<'network'> | null {
  const vnet = recordOf(raw);
  const id = textOf(vnet['vnet']);
  if (id === null) return null;
  return {
    ...sdnFields(`vnet/${id}`, textOf(vnet['alias']) ?? id),
    resourceType: 'network',
    nativeType: 'vnet',
    relationships: [],
    attributes: {
      // Its subnets have them.
      cidrs: [],
      isDefault: false,
    },
    raw,
  };
}

/** A subnet of a network; its range is unique in it and names it. `null` without either. */
export function toSubnet(vnet: string | null, raw: unknown): DiscoveredResource<'subnet'> | null {
  const cidr = textOf(recordOf(raw)['cidr']);
  if (vnet === null || cidr === null) return null;
  return {
    ...sdnFields(`vnet/${vnet}/subnet/${cidr}`, null),
    resourceType: 'subnet',
    nativeType: 'subnet',
    relationships: [{ kind: 'runs_in', resourceId: `vnet/${vnet}` }],
    attributes: { cidrs: [cidr], assignsPublicIp: null },
    raw,
  };
}

type SdnFields = Omit<
  DiscoveredResource<ResourceType>,
  'resourceType' | 'nativeType' | 'relationships' | 'attributes' | 'raw'
>;

function sdnFields(resourceId: string, name: string | null): SdnFields {
  return {
    resourceId,
    name,
    region: null,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    price: null,
  };
}
