import type { PveRecord } from '../client';
import { nicsOf, type GuestFacts } from '../guest/guest-context';

/** A machine as the API tells it, with changes to its configuration and to what was read beside it. */
export function aMachine(config: PveRecord = {}, changes: Partial<GuestFacts> = {}): GuestFacts {
  const whole = {
    digest: 'abc123',
    name: 'shop-web-1',
    cores: 2,
    sockets: 2,
    memory: '4096',
    ostype: 'l26',
    agent: 'enabled=1,type=virtio',
    meta: 'creation-qemu=10.0.2,ctime=1717236000',
    tags: 'prod;web',
    scsi0: 'local-lvm:vm-100-disk-0,iothread=1,size=32G',
    ide2: 'local:iso/debian-12.iso,media=cdrom,size=700M',
    net0: 'virtio=BC:24:11:2E:C5:4A,bridge=vmbr0,firewall=1',
    ...config,
  };
  return {
    guest: {
      type: 'qemu',
      vmid: 100,
      node: 'pve1',
      listed: {
        id: 'qemu/100',
        vmid: 100,
        type: 'qemu',
        node: 'pve1',
        name: 'shop-web-1',
        status: 'running',
        template: 0,
        tags: 'prod;web',
      },
    },
    config: whole,
    nics: nicsOf(whole),
    interfaces: [
      {
        name: 'lo',
        'hardware-address': '00:00:00:00:00:00',
        'ip-addresses': [{ 'ip-address': '127.0.0.1', 'ip-address-type': 'ipv4', prefix: 8 }],
      },
      {
        name: 'eth0',
        'hardware-address': 'bc:24:11:2e:c5:4a',
        'ip-addresses': [
          { 'ip-address': '10.0.0.10', 'ip-address-type': 'ipv4', prefix: 24 },
          { 'ip-address': '5.9.1.2', 'ip-address-type': 'ipv4', prefix: 32 },
          { 'ip-address': 'fe80::1', 'ip-address-type': 'ipv6', prefix: 64 },
        ],
      },
      {
        name: 'docker0',
        'hardware-address': '02:42:00:00:00:01',
        'ip-addresses': [{ 'ip-address': '172.17.0.1', 'ip-address-type': 'ipv4', prefix: 16 }],
      },
    ],
    networkIds: ['network/pve1/vmbr0'],
    firewallId: 'firewall/qemu/100',
    storages: new Map([['local-lvm', { id: 'storage/pve1/local-lvm', plugin: 'lvmthin' }]]),
    ...changes,
  };
}

/** A container as the API tells it. */
export function aContainer(config: PveRecord = {}, changes: Partial<GuestFacts> = {}): GuestFacts {
  const whole = {
    digest: 'abc123',
    arch: 'amd64',
    hostname: 'ct-1',
    ostype: 'debian',
    cores: 2,
    memory: 1024,
    unprivileged: 1,
    tags: 'prod',
    net0: 'name=eth0,bridge=vmbr0,firewall=1,hwaddr=BC:24:11:89:67:07,ip=192.168.3.95/22,type=veth',
    rootfs: 'local-lvm:vm-101-disk-0,size=8G',
    mp0: '/srv/data,mp=/data',
    ...config,
  };
  return {
    guest: {
      type: 'lxc',
      vmid: 101,
      node: 'pve1',
      listed: { type: 'lxc', vmid: 101, node: 'pve1', name: 'ct-1', status: 'running' },
    },
    config: whole,
    nics: nicsOf(whole),
    interfaces: [
      { hwaddr: '00:00:00:00:00:00', inet: '127.0.0.1/8', inet6: '::1/128', name: 'lo' },
      {
        hwaddr: 'bc:24:11:89:67:07',
        inet: '192.168.3.95/22',
        inet6: 'fe80::be24:11ff:fe89:6707/64',
        name: 'eth0',
      },
    ],
    networkIds: ['network/pve1/vmbr0'],
    firewallId: null,
    storages: new Map([['local-lvm', { id: 'storage/pve1/local-lvm', plugin: 'lvmthin' }]]),
    ...changes,
  };
}

/** Values that no field should have, one after the other. */
export const ODD_VALUES = [null, 42, 'text', [1], { toString: 1 }, [{ id: null }], true] as const;
