import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { MACHINE_TYPES, regionOfZone, type GcpMachineType } from './catalogue';
import {
  computeLink,
  drawLabels,
  instanceOfAddress,
  instanceOfDisk,
  networkOfSubnetwork,
  numericId,
  subnetworkOf,
  timestamp,
  zoneOfInstance,
  type GcpScope,
} from './gcp-scope';
import {
  networkName,
  subnetworkName,
  diskName,
  instanceName,
  addressIn,
  reservedIp,
} from './item-names';

export interface GcpInstance extends EmulatedItem {
  readonly numericId: string;
  readonly zone: string;
  readonly created: string;
  readonly state: string;
  readonly machineType: GcpMachineType;
  readonly isSpot: boolean;
  /** Of the system it boots. */
  readonly license: string;
  readonly subnetwork: number;
  readonly privateIp: string;
  readonly publicIp: string | null;
  /** Numbers of its disks; the first is the one it boots from. */
  readonly disks: readonly number[];
  readonly networkTags: readonly string[];
  readonly serviceAccount: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

export function instanceGenerator(scope: GcpScope): Generate<GcpInstance> {
  const salt = saltOf(scope.seed, scope.project, 'instance');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const subnetwork = subnetworkOf(scope, index);
    const zone = zoneOfInstance(scope, index);
    const stopped = random.chance(0.12) !== (revision % 2 === 1);
    const ephemeral = random.chance(0.3);
    const host = 2 + Math.floor(index / Math.max(1, scope.counts.subnetworks));
    const reserved = index % 3 === 0 && instanceOfAddress(scope, index / 3) === index;
    return {
      id: instanceName(scope, index),
      region: regionOfZone(zone),
      name: instanceName(scope, index),
      numericId: numericId(salt, index),
      zone,
      created: timestamp(random.time()),
      state: stopped ? 'TERMINATED' : random.chance(0.02) ? 'SUSPENDED' : 'RUNNING',
      machineType: random.pick(MACHINE_TYPES),
      isSpot: index % 8 === 3,
      license: index % 8 === 6 ? WINDOWS : UBUNTU,
      subnetwork,
      privateIp: addressIn(subnetwork, host),
      publicIp: reserved
        ? reservedIp(index / 3)
        : ephemeral && !stopped
          ? `34.${64 + ((index >>> 16) & 63)}.${(index >>> 8) & 255}.${index & 255}`
          : null,
      disks: [index, index + scope.counts.instances].filter(
        (disk) => instanceOfDisk(scope, disk) === index,
      ),
      networkTags: random.chance(0.6) ? [naming.role, 'ssh'].slice(0, 1 + random.int(2)) : [],
      serviceAccount: random.chance(0.8)
        ? `${scope.projectNumber}-compute@developer.gserviceaccount.com`
        : null,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function instanceJson(scope: GcpScope, instance: GcpInstance): Record<string, unknown> {
  const at = (path: string): string => computeLink(scope, `zones/${instance.zone}${path}`);
  const region = regionOfZone(instance.zone);
  const network = networkName(networkOfSubnetwork(scope, instance.subnetwork));
  const { networkTags, publicIp, serviceAccount } = instance;
  return {
    kind: 'compute#instance',
    id: instance.numericId,
    creationTimestamp: instance.created,
    name: instance.name,
    tags: {
      ...(networkTags.length === 0 ? {} : { items: networkTags }),
      fingerprint: '42WmSpB8rSM=',
    },
    machineType: at(`/machineTypes/${instance.machineType.name}`),
    status: instance.state,
    zone: at(''),
    canIpForward: false,
    networkInterfaces: [
      {
        kind: 'compute#networkInterface',
        network: computeLink(scope, `global/networks/${network}`),
        subnetwork: computeLink(
          scope,
          `regions/${region}/subnetworks/${subnetworkName(instance.subnetwork)}`,
        ),
        networkIP: instance.privateIp,
        name: 'nic0',
        // An instance that is stopped keeps the configuration without an address.
        accessConfigs: [
          {
            kind: 'compute#accessConfig',
            type: 'ONE_TO_ONE_NAT',
            name: 'external-nat',
            ...(publicIp === null ? {} : { natIP: publicIp }),
            networkTier: 'PREMIUM',
          },
        ],
        fingerprint: 'uGvsyFyDRNc=',
        stackType: 'IPV4_ONLY',
      },
    ],
    disks: instance.disks.map((disk, index) => ({
      kind: 'compute#attachedDisk',
      type: 'PERSISTENT',
      mode: 'READ_WRITE',
      source: at(`/disks/${diskName(disk)}`),
      deviceName: `persistent-disk-${index}`,
      index,
      boot: index === 0,
      autoDelete: index === 0,
      ...(index === 0 ? { licenses: [instance.license] } : {}),
      interface: 'SCSI',
      diskSizeGb: '10',
      shieldedInstanceInitialState: {
        dbxs: [{ content: '2gcDBhMRFQAAAAAAAAAAABENAAAAA', fileType: 'BIN' }],
      },
      architecture: instance.machineType.architecture,
    })),
    metadata: {
      kind: 'compute#metadata',
      fingerprint: '1G3bGehc3Rw=',
      items: [
        { key: 'enable-oslogin', value: 'TRUE' },
        { key: 'startup-script', value: `#!/bin/sh\nexport DB_PASSWORD=${STARTUP_SECRET}` },
      ],
    },
    ...(serviceAccount === null
      ? {}
      : {
          serviceAccounts: [
            { email: serviceAccount, scopes: ['https://www.googleapis.com/auth/cloud-platform'] },
          ],
        }),
    selfLink: at(`/instances/${instance.id}`),
    scheduling: {
      onHostMaintenance: instance.isSpot ? 'TERMINATE' : 'MIGRATE',
      automaticRestart: !instance.isSpot,
      preemptible: instance.isSpot,
      provisioningModel: instance.isSpot ? 'SPOT' : 'STANDARD',
    },
    cpuPlatform: instance.state === 'RUNNING' ? 'Intel Broadwell' : 'Unknown CPU Platform',
    ...(Object.keys(instance.labels).length === 0 ? {} : { labels: instance.labels }),
    labelFingerprint: 'vezUS-42LLM=',
    startRestricted: false,
    deletionProtection: false,
    shieldedInstanceConfig: {
      enableSecureBoot: false,
      enableVtpm: true,
      enableIntegrityMonitoring: true,
    },
    shieldedInstanceIntegrityPolicy: { updateAutoLearnPolicy: true },
    fingerprint: 'jtn2HAgl_Qc=',
    lastStartTimestamp: instance.created,
  };
}

const PROJECTS = 'https://www.googleapis.com/compute/v1/projects';
const UBUNTU = `${PROJECTS}/ubuntu-os-cloud/global/licenses/ubuntu-2204-lts`;
/** Paid for beside the machine. */
const WINDOWS = `${PROJECTS}/windows-cloud/global/licenses/windows-server-2022-dc`;

/** What people write into start-up scripts; nothing of it may reach the ledger. */
const STARTUP_SECRET = 'EXAMPLE-startup-secret';
