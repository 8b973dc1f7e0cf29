import type { EmulatedItem, Generate } from '../estate/collection';
import { ItemRandom, hex8, saltOf } from '../estate/random';
import { nodeFirewall } from './firewall.item';
import type { ProxmoxFirewall } from './firewall.item';

export interface ProxmoxNode extends EmulatedItem {
  readonly index: number;
  readonly online: boolean;
  readonly ip: string;
  readonly cpus: number;
  readonly memoryMib: number;
  readonly firewall: ProxmoxFirewall;
  readonly uptime: number;
}

export interface NodeScope {
  readonly seed: number;
  readonly account: string;
}

export const NODE_BRIDGES = ['vmbr0', 'vmbr1'] as const;
const PVE_VERSION = { release: '9.1', version: '9.1.4', repoid: '5ac30304265fbd8e' };

export function nodeGenerator({ seed, account }: NodeScope): Generate<ProxmoxNode> {
  const salt = saltOf(seed, account, 'proxmox.node');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const cpus = random.pick([8, 16, 32, 64]);
    return {
      id: `pve${index + 1}`,
      region: null,
      name: `pve${index + 1}`,
      index,
      online: true,
      ip: `10.40.0.${10 + (index % 200)}`,
      cpus,
      memoryMib: cpus * 4096 * (revision + 1),
      firewall: nodeFirewall(index),
      uptime: 1000 + random.int(10_000_000),
    };
  };
}

/** As in `/nodes` and `/cluster/resources`; the cluster knows nothing of a node that is down. */
export function nodeJson(node: ProxmoxNode, audited: boolean): Record<string, unknown> {
  const base = { id: `node/${node.name}`, node: node.name, type: 'node' };
  if (!node.online) return { ...base, status: 'offline' };
  if (!audited) return { ...base, status: 'online', level: '' };
  return {
    ...base,
    status: 'online',
    level: '',
    uptime: node.uptime,
    cpu: 0.0123,
    maxcpu: node.cpus,
    mem: node.memoryMib * 524_288,
    maxmem: node.memoryMib * 1_048_576,
    disk: 9_992_273_920,
    maxdisk: 951_055_024_128,
  };
}

export function nodeStatusJson(node: ProxmoxNode): Record<string, unknown> {
  const bytes = node.memoryMib * 1_048_576;
  return {
    uptime: node.uptime,
    cpu: 0.0123,
    wait: 0,
    idle: 0,
    loadavg: ['0.15', '0.25', '0.30'],
    kversion: 'Linux 6.17.2-1-pve #1 SMP PREEMPT_DYNAMIC PMX 6.17.2-1',
    pveversion: `pve-manager/${PVE_VERSION.version}/${PVE_VERSION.repoid}`,
    'boot-info': { mode: 'efi', secureboot: 0 },
    'current-kernel': {
      sysname: 'Linux',
      release: '6.17.2-1-pve',
      version: '#1 SMP PREEMPT_DYNAMIC PMX 6.17.2-1',
      machine: 'x86_64',
    },
    cpuinfo: {
      model: 'AMD EPYC 7302P 16-Core Processor',
      cores: node.cpus / 2,
      cpus: node.cpus,
      sockets: 1,
      mhz: '2994.374',
      user_hz: 100,
      hvm: '1',
      flags: 'fpu vme de pse tsc msr',
    },
    memory: { total: bytes, used: bytes / 2, free: bytes / 2, available: bytes / 2 },
    swap: { total: 8_589_930_496, used: 0, free: 8_589_930_496 },
    rootfs: { total: 100_861_726_720, used: 9_992_273_920, free: 90_869_452_800, avail: 85e9 },
    ksm: { shared: 0 },
  };
}

/** Flags come as numbers or as text, as they do in reality. */
export function nodeNetworkJson(node: ProxmoxNode): Record<string, unknown>[] {
  return [
    {
      iface: 'eno1',
      type: 'eth',
      method: 'manual',
      method6: 'manual',
      exists: 1,
      active: 1,
      priority: 3,
      families: ['inet'],
    },
    {
      iface: 'vmbr0',
      type: 'bridge',
      method: 'static',
      method6: 'manual',
      address: node.ip,
      netmask: '16',
      cidr: `${node.ip}/16`,
      gateway: '10.40.0.1',
      bridge_ports: 'eno1',
      bridge_stp: 'off',
      bridge_fd: '0',
      autostart: 1,
      active: 1,
      priority: 4,
      families: ['inet'],
    },
    {
      iface: 'vmbr1',
      type: 'bridge',
      method: 'manual',
      method6: 'manual',
      bridge_ports: '',
      bridge_stp: 'off',
      bridge_fd: '0',
      bridge_vlan_aware: 1,
      bridge_vids: '2-4094',
      autostart: 1,
      active: '1',
      priority: 5,
      families: ['inet'],
      comments: 'internal\n',
    },
  ];
}

export function versionJson(): Record<string, unknown> {
  return { ...PVE_VERSION, console: 'html5' };
}

/** The CA that a cluster makes for itself, and the certificate that it gave the node. */
export function certificatesJson(scope: NodeScope, node: ProxmoxNode): Record<string, unknown>[] {
  const fingerprint = (name: string): string => {
    const word = hex8(saltOf(scope.seed, scope.account, name));
    return (word.repeat(8).toUpperCase().match(/../g) ?? []).join(':');
  };
  const certificate = (filename: string, subject: string, name: string): unknown => ({
    filename,
    subject,
    issuer: '/CN=Proxmox Virtual Environment/O=PVE Cluster Manager CA',
    fingerprint: fingerprint(name),
    notbefore: 1_700_000_000,
    notafter: 2_015_360_000,
    'public-key-type': 'rsaEncryption',
    'public-key-bits': 4096,
    san: [],
  });
  return [
    certificate('pve-root-ca.pem', '/CN=Proxmox Virtual Environment', 'ca'),
    certificate('pve-ssl.pem', `/OU=PVE Cluster Node/CN=${node.name}`, node.name),
  ] as Record<string, unknown>[];
}
