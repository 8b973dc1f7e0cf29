import type { Generate } from '../estate/collection';
import { drawNaming, hostName } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { digestOf, guestFirewall } from './firewall.item';
import { drawNics, drawSnapshots, drawStatus, privateIpOf } from './guest.item';
import type { GuestScope, ProxmoxGuest } from './guest.item';
import { FIRST_QEMU } from './qemu.item';
import { GUEST_STORAGE } from './storage.item';

export interface ProxmoxLxc extends ProxmoxGuest {
  readonly unprivileged: boolean;
}

export const FIRST_LXC = FIRST_QEMU + 1;

export function lxcGenerator(scope: GuestScope): Generate<ProxmoxLxc> {
  const salt = saltOf(scope.seed, scope.account, 'proxmox.lxc');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const vmid = FIRST_LXC + index * 2;
    return {
      id: String(vmid),
      region: null,
      name: hostName(naming, index),
      node: scope.nodeOf(index),
      status: drawStatus(random, revision),
      cores: random.pick([1, 2, 4]),
      memoryMib: random.pick([512, 1024, 2048]),
      unprivileged: random.chance(0.7),
      nics: drawNics(random, scope, salt + index * 7),
      disks: [
        {
          key: 'rootfs',
          volid: `${GUEST_STORAGE}:vm-${vmid}-disk-0`,
          size: random.pick(['8G', '16G']),
        },
        ...(random.chance(0.3)
          ? [{ key: 'mp0', volid: `${GUEST_STORAGE}:vm-${vmid}-disk-1`, size: '200G' }]
          : []),
      ],
      privateIp: privateIpOf(vmid),
      publicIp: null,
      tags: random.chance(0.6) ? [naming.environment] : [],
      firewall: guestFirewall(random),
      snapshots: drawSnapshots(random),
    };
  };
}

export function lxcConfigJson(guest: ProxmoxLxc): Record<string, unknown> {
  return {
    digest: digestOf(guest.id),
    arch: 'amd64',
    hostname: guest.name,
    ostype: 'debian',
    cores: guest.cores,
    memory: guest.memoryMib,
    swap: 512,
    // Left out where it is 0: containers made by hand are privileged then.
    ...(guest.unprivileged ? { unprivileged: 1 } : {}),
    ...(guest.tags.length === 0 ? {} : { tags: guest.tags.join(';') }),
    ...Object.fromEntries(
      guest.nics.map(({ key, mac, bridge, filtered }, at) => [
        key,
        `name=eth${at},bridge=${bridge},${filtered ? 'firewall=1,' : ''}` +
          `hwaddr=${mac},ip=${at === 0 ? `${guest.privateIp}/16` : 'dhcp'},type=veth`,
      ]),
    ),
    ...Object.fromEntries(
      guest.disks.map(({ key, volid, size }) => [
        key,
        `${volid},${key === 'rootfs' ? '' : 'mp=/srv/data,'}size=${size ?? '8G'}`,
      ]),
    ),
    // A directory of the node, which is no volume of any storage.
    mp9: '/srv/shared,mp=/shared',
  };
}

/** Stopped containers have none. */
export function lxcInterfacesJson(guest: ProxmoxLxc): Record<string, unknown>[] {
  const inet6 = 'fe80::be24:11ff:fe89:6707/64';
  return [
    {
      name: 'lo',
      hwaddr: '00:00:00:00:00:00',
      'hardware-address': '00:00:00:00:00:00',
      inet: '127.0.0.1/8',
      inet6: '::1/128',
      'ip-addresses': [{ 'ip-address': '127.0.0.1', 'ip-address-type': 'inet', prefix: 8 }],
    },
    ...guest.nics.map(({ mac }, at) => ({
      name: `eth${at}`,
      hwaddr: mac.toLowerCase(),
      'hardware-address': mac.toLowerCase(),
      ...(at === 0 ? { inet: `${guest.privateIp}/16` } : {}),
      inet6,
      'ip-addresses': [],
    })),
  ];
}
