import type { Generate } from '../estate/collection';
import { drawNaming, hostName } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { digestOf, guestFirewall } from './firewall.item';
import { drawNics, drawSnapshots, drawStatus, privateIpOf, publicIpOf } from './guest.item';
import type { GuestScope, ProxmoxDisk, ProxmoxGuest } from './guest.item';
import { GUEST_STORAGE } from './storage.item';

export interface ProxmoxQemu extends ProxmoxGuest {
  readonly template: boolean;
  readonly sockets: number;
  /** Whether the configuration has the agent, and whether one answers. */
  readonly agent: 'absent' | 'silent' | 'answers';
  /** Older versions write numbers where newer ones write text. */
  readonly numbersAsText: boolean;
  readonly cloudInit: boolean;
}

/** Even numbers from 100 on; containers have the odd ones. */
export const FIRST_QEMU = 100;

const TEMPLATE_EVERY = 9;

export function qemuGenerator(scope: GuestScope): Generate<ProxmoxQemu> {
  const salt = saltOf(scope.seed, scope.account, 'proxmox.qemu');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const vmid = FIRST_QEMU + index * 2;
    const template = index % TEMPLATE_EVERY === TEMPLATE_EVERY - 1;
    const drawn = drawStatus(random, revision);
    const tags = [naming.environment, naming.application, ...(revision ? [`rev${revision}`] : [])];
    return {
      id: String(vmid),
      region: null,
      name: hostName(naming, index),
      node: scope.nodeOf(index),
      status: template ? 'stopped' : drawn === 'running' && index % 17 === 5 ? 'paused' : drawn,
      template,
      cores: random.pick([1, 2, 4, 8]),
      sockets: random.pick([1, 1, 1, 2]),
      memoryMib: random.pick([1024, 2048, 4096, 16_384]),
      agent: random.pick(['answers', 'answers', 'answers', 'silent', 'absent']),
      numbersAsText: random.chance(0.5),
      cloudInit: random.chance(0.3),
      nics: drawNics(random, scope, salt + index * 7),
      disks: drawDisks(random, vmid, template),
      privateIp: privateIpOf(vmid),
      publicIp: random.chance(0.2) ? publicIpOf(vmid) : null,
      tags: random.chance(0.8) ? tags : [],
      firewall: guestFirewall(random),
      snapshots: template ? [] : drawSnapshots(random),
    };
  };
}

export function qemuConfigJson(guest: ProxmoxQemu): Record<string, unknown> {
  const vmid = Number(guest.id);
  const number = (value: number): number | string => {
    return guest.numbersAsText ? String(value) : value;
  };
  const digest = digestOf(guest.id);
  return {
    digest,
    name: guest.name,
    ostype: 'l26',
    scsihw: 'virtio-scsi-single',
    boot: 'order=scsi0;ide2;net0',
    cores: number(guest.cores),
    // One socket is what there is when nothing is said.
    ...(guest.sockets === 1 ? {} : { sockets: number(guest.sockets) }),
    memory: number(guest.memoryMib),
    numa: 0,
    onboot: 1,
    cpu: 'x86-64-v2-AES',
    meta: 'creation-qemu=10.0.2,ctime=1717236000',
    smbios1: `uuid=${digest.slice(0, 8)}-0000-4000-8000-${digest.slice(0, 12)}`,
    ...(guest.template ? { template: 1 } : {}),
    ...(guest.agent === 'absent'
      ? {}
      : { agent: guest.numbersAsText ? '1' : 'enabled=1,type=virtio' }),
    ...(guest.tags.length === 0 ? {} : { tags: guest.tags.join(';') }),
    ...Object.fromEntries(
      guest.nics.map((nic) => [
        nic.key,
        `virtio=${nic.mac},bridge=${nic.bridge}${nic.filtered ? ',firewall=1' : ''}`,
      ]),
    ),
    ...Object.fromEntries(guest.disks.map((disk) => [disk.key, diskText(disk)])),
    ide2: 'local:iso/debian-13.1.0-amd64-netinst.iso,media=cdrom,size=783M',
    ...(guest.cloudInit
      ? {
          ide0: `${GUEST_STORAGE}:vm-${vmid}-cloudinit,media=cdrom`,
          ciuser: 'ops',
          cipassword: '**********',
          ipconfig0: `ip=${guest.privateIp}/16,gw=10.40.0.1`,
        }
      : {}),
  };
}

/** What the agent in the guest says; container bridges of the guest's own are there, too. */
export function agentInterfacesJson(guest: ProxmoxQemu): Record<string, unknown> {
  const [first, ...others] = guest.nics;
  const v4 = (address: string, prefix: number): unknown => {
    return { 'ip-address': address, 'ip-address-type': 'ipv4', prefix };
  };
  const v6 = (address: string): unknown => {
    return { 'ip-address': address, 'ip-address-type': 'ipv6', prefix: 64 };
  };
  const statistics = { 'rx-bytes': 9_007_199_254, 'tx-bytes': 12 };
  return {
    result: [
      {
        name: 'lo',
        'hardware-address': '00:00:00:00:00:00',
        'ip-addresses': [v4('127.0.0.1', 8), v6('::1')],
        statistics,
      },
      {
        name: 'eth0',
        'hardware-address': first?.mac.toLowerCase(),
        'ip-addresses': [
          v4(guest.privateIp, 16),
          ...(guest.publicIp === null ? [] : [v4(guest.publicIp, 32)]),
          v6('fe80::be24:11ff:fe89:6707'),
        ],
        statistics,
      },
      // Interfaces without addresses come without the list.
      ...others.map((nic, at) => ({
        name: `eth${at + 1}`,
        'hardware-address': nic.mac.toLowerCase(),
        statistics,
      })),
      {
        name: 'docker0',
        'hardware-address': '02:42:5e:00:53:01',
        'ip-addresses': [v4('172.17.0.1', 16)],
        statistics,
      },
    ],
  };
}

function drawDisks(random: ItemRandom, vmid: number, template: boolean): ProxmoxDisk[] {
  const kind = template ? 'base' : 'vm';
  const disks: ProxmoxDisk[] = [
    {
      key: 'scsi0',
      volid: `${GUEST_STORAGE}:${kind}-${vmid}-disk-0`,
      size: random.pick(['32G', '80G', '20480M']),
    },
  ];
  if (random.chance(0.4) && !template) {
    disks.push({ key: 'virtio1', volid: `${GUEST_STORAGE}:vm-${vmid}-disk-1`, size: '1T' });
  }
  if (random.chance(0.2)) {
    disks.push({ key: 'unused0', volid: `${GUEST_STORAGE}:vm-${vmid}-disk-9`, size: null });
  }
  return disks;
}

function diskText({ volid, size }: ProxmoxDisk): string {
  return size === null ? volid : `${volid},iothread=1,size=${size}`;
}
