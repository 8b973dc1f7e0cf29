import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming, hostName } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { ipv4, uuidAt, type OvhScope } from './ovh-scope';

export interface OvhVps extends EmulatedItem {
  readonly state: 'running' | 'stopped' | 'rescued' | 'maintenance';
  readonly zone: string;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly vcore: number;
  readonly memory: number;
  readonly model: string;
  readonly locked: boolean;
  readonly tags: Readonly<Record<string, string>> | null;
}

const VPS_MODELS = [
  ['vps-starter-1-2-20', 1, 2048],
  ['vps-value-1-2-40', 1, 2048],
  ['vps-essential-2-4-80', 2, 4096],
  ['vps-elite-8-16-160', 8, 16384],
] as const;

export function vpsGenerator(scope: OvhScope, salt: number): Generate<OvhVps> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const [model, vcore, memory] = random.pick(VPS_MODELS);
    const id = `vps-${uuidAt(salt, index).slice(0, 8)}.vps.ovh.net`;
    const drawn = random.int(100);
    const state =
      drawn < 82 ? 'running' : drawn < 94 ? 'stopped' : drawn < 97 ? 'rescued' : 'maintenance';
    return {
      id,
      region: null,
      name: random.chance(0.7) ? hostName(naming, index) : id,
      state: revision % 2 === 1 && state === 'running' ? 'stopped' : state,
      zone: random.pick(['os-gra1', 'os-waw2', 'os-sbg6']),
      ipv4: ipv4(scope, '51.68.0.0', index),
      ipv6: `2001:41d0:305:2100::${index + 1}`,
      vcore,
      memory,
      model,
      locked: random.chance(0.03),
      tags: random.chance(0.5) ? { environment: naming.environment, team: naming.team } : null,
    };
  };
}

export function vpsJson(vps: OvhVps): Record<string, unknown> {
  return {
    name: vps.id,
    displayName: vps.name,
    state: vps.state,
    zone: `Region OpenStack: ${vps.zone}`,
    zoneType: 'region',
    cluster: '',
    keymap: null,
    lockStatus: { locked: vps.locked, reason: 'abuse' },
    memoryLimit: vps.memory,
    vcore: vps.vcore,
    model: {
      name: vps.model,
      offer: 'VPS 2020',
      version: '2019v1',
      vcore: vps.vcore,
      memory: vps.memory,
      disk: 40,
      datacenter: [],
      availableOptions: ['snapshot', 'automatedBackup'],
      maximumAdditionnalIp: 16,
    },
    monitoringIpBlocks: [],
    netbootMode: vps.state === 'rescued' ? 'rescue' : 'local',
    offerType: 'ssd',
    slaMonitoring: false,
    iam: iamJson('vps', vps.id, vps.name, vps.tags),
  };
}

export interface OvhServer extends EmulatedItem {
  readonly datacenter: string;
  readonly region: string;
  readonly zone: string;
  readonly state: 'ok' | 'error' | 'hackedBlocked';
  readonly power: 'poweron' | 'poweroff';
  readonly ip: string;
  readonly ipv6Block: string;
  readonly hardware: { readonly cores: number; readonly threads: number; readonly memory: number };
  readonly range: string;
  readonly os: string;
  readonly number: number;
}

const DATACENTERS = [
  ['gra3', 'eu-west-gra', 'eu-west-gra-a'],
  ['rbx8', 'eu-west-rbx', 'eu-west-rbx-a'],
  ['sbg5', 'eu-west-sbg', 'eu-west-sbg-a'],
] as const;

const HARDWARE = [
  ['ADVANCE-1', { cores: 6, threads: 12, memory: 32768 }],
  ['RISE-2', { cores: 4, threads: 8, memory: 65536 }],
  ['SCALE-1', { cores: 16, threads: 32, memory: 131072 }],
] as const;

export function serverGenerator(scope: OvhScope, salt: number): Generate<OvhServer> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const [datacenter, region, zone] = random.pick(DATACENTERS);
    const [range, hardware] = random.pick(HARDWARE);
    const ip = ipv4(scope, '54.36.0.0', index);
    const number = 3_000_000 + scope.firstAddress + index;
    const id = `ns${number}.ip-${ip.split('.').slice(0, 3).join('-')}.eu`;
    return {
      id,
      name: random.chance(0.6) ? hostName(naming, index) : id,
      datacenter,
      region,
      zone,
      state: random.chance(0.05) ? 'hackedBlocked' : 'ok',
      power: random.chance(0.1) === (revision % 2 === 0) ? 'poweroff' : 'poweron',
      ip,
      ipv6Block: `2001:41d0:${(0x1000 + (scope.firstAddress % 0x1000)).toString(16)}:${(index + 1).toString(16)}::/64`,
      hardware,
      range,
      os: random.pick(['debian12_64', 'ubuntu2404-server_64', 'proxmox8_64', 'none_64']),
      number,
    };
  };
}

export function serverJson(server: OvhServer): Record<string, unknown> {
  return {
    name: server.id,
    serverId: server.number,
    ip: server.ip,
    reverse: `${server.id}.`,
    region: server.region,
    availabilityZone: server.zone,
    datacenter: server.datacenter,
    rack: 'G101A12',
    commercialRange: server.range,
    os: server.os,
    state: server.state,
    powerState: server.power,
    supportLevel: 'pro',
    professionalUse: false,
    monitoring: true,
    noIntervention: false,
    newUpgradeSystem: true,
    linkSpeed: 1000,
    bootId: 1,
    bootScript: null,
    rootDevice: null,
    efiBootloaderPath: null,
    rescueMail: null,
    rescueSshKey: null,
    iam: iamJson('dedicatedServer', server.id, server.name, null),
  };
}

export function hardwareJson({ hardware, range }: OvhServer): Record<string, unknown> {
  return {
    description: `Server ${range}`,
    bootMode: 'uefi',
    formFactor: '1u',
    motherboard: null,
    processorName: 'Xeon-E 2386G',
    processorArchitecture: 'x86_64',
    numberOfProcessors: 1,
    coresPerProcessor: hardware.cores,
    threadsPerProcessor: hardware.threads,
    memorySize: { unit: 'MB', value: hardware.memory },
    diskGroups: [
      {
        diskGroupId: 1,
        numberOfDisks: 2,
        diskType: 'NVME',
        diskSize: { unit: 'GB', value: 960 },
        description: '2 X Disk NVME 960 GB, JBOD',
        raidController: null,
        defaultHardwareRaidType: null,
        defaultHardwareRaidSize: null,
      },
    ],
    expansionCards: null,
    usbKeys: null,
    defaultHardwareRaidType: null,
    defaultHardwareRaidSize: null,
  };
}

/** What access policies know of a resource. */
export function iamJson(
  kind: string,
  name: string,
  displayName: string,
  tags: Readonly<Record<string, string>> | null,
): Record<string, unknown> {
  return {
    id: uuidAt(0x0f4, name.length),
    urn: `urn:v1:eu:resource:${kind}:${name}`,
    displayName,
    state: 'OK',
    ...(tags === null ? {} : { tags }),
  };
}
