import type { EmulatedItem, Generate } from '../estate/collection';
import { digestOf } from './firewall.item';

export const SDN_ZONE = 'shopzone';

export interface ProxmoxVnet extends EmulatedItem {
  readonly alias: string | null;
  readonly tag: number;
  readonly cidr: string;
  readonly gateway: string;
}

export function vnetGenerator(): Generate<ProxmoxVnet> {
  return (index, revision) => {
    const third = index % 250;
    return {
      id: `vnet${index}`,
      region: null,
      name: `vnet${index}`,
      alias: index % 2 === 0 ? `shop network ${index + revision}` : null,
      tag: 100 + index,
      cidr: `10.60.${third}.0/24`,
      gateway: `10.60.${third}.1`,
    };
  };
}

export function vnetJson(vnet: ProxmoxVnet): Record<string, unknown> {
  return {
    vnet: vnet.name,
    type: 'vnet',
    zone: SDN_ZONE,
    tag: vnet.tag,
    ...(vnet.alias === null ? {} : { alias: vnet.alias }),
    digest: digestOf(vnet.name),
  };
}

export function vnetSubnetsJson(vnet: ProxmoxVnet): Record<string, unknown>[] {
  const [network, mask] = vnet.cidr.split('/');
  const subnet = `${SDN_ZONE}-${network}-${mask}`;
  return [
    {
      id: subnet,
      subnet,
      type: 'subnet',
      cidr: vnet.cidr,
      network,
      mask,
      gateway: vnet.gateway,
      vnet: vnet.name,
      zone: SDN_ZONE,
      snat: 1,
      digest: digestOf(vnet.cidr),
    },
  ];
}

export function zonesJson(): Record<string, unknown>[] {
  return [{ zone: SDN_ZONE, type: 'simple', ipam: 'pve', digest: digestOf(SDN_ZONE) }];
}
