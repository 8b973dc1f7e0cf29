import type { EmulatedItem, Generate } from '../estate/collection';
import type { Living } from './attachments';
import { diskTier } from './disk-tier';
import { claimedOs, imageReference } from './machine-images';
import { computeTime, drawItem, drawTags, guid, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';

export interface AzureItem extends EmulatedItem {
  readonly tags: Readonly<Record<string, string>>;
}

export interface AzureMachine extends AzureItem {
  readonly powerState: 'running' | 'deallocated' | 'stopped' | 'starting';
  readonly vmId: string;
  readonly vmSize: string;
  readonly osType: 'Linux' | 'Windows';
  readonly zones: readonly string[] | null;
  readonly created: string;
  readonly interfaceId: string | null;
  readonly diskId: string | null;
  readonly principalId: string | null;
}

/** Sizes that machines are drawn from. */
export const MACHINE_SIZES = [
  'Standard_B2s',
  'Standard_D4s_v5',
  'Standard_E8ds_v5',
  'Standard_A1_v2',
] as const;

export function machineGenerator(scope: AzureScope, living: Living): Generate<AzureMachine> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'virtual-machine', index);
    const on = random.chance(0.85) !== (revision % 2 === 1);
    return {
      // The group of a machine is in capitals, as the list of machines really writes it.
      id: idOf(scope, 'virtual-machine', index).replace(
        /resourceGroups\/[^/]+/,
        (group) => `resourceGroups/${group.slice(15).toUpperCase()}`,
      ),
      region: locationOf(index),
      name: nameOf(scope, 'virtual-machine', index),
      powerState: on
        ? random.chance(0.98)
          ? 'running'
          : 'starting'
        : random.pick(['deallocated', 'stopped'] as const),
      vmId: guid(random),
      vmSize: random.pick(MACHINE_SIZES),
      osType: claimedOs(random),
      zones: random.chance(0.5) ? [random.pick(['1', '2', '3'])] : null,
      created: computeTime(random.time()),
      interfaceId: living.interface(index) ? idOf(scope, 'network-interface', index) : null,
      diskId: living.disk(index) ? idOf(scope, 'disk', index) : null,
      principalId: random.chance(0.3) ? guid(random) : null,
      tags: drawTags(random, naming, revision),
    };
  };
}

export function machineJson(machine: AzureMachine): Record<string, unknown> {
  return {
    name: machine.name,
    id: machine.id,
    type: 'Microsoft.Compute/virtualMachines',
    location: machine.region,
    tags: machine.tags,
    ...(machine.zones === null ? {} : { zones: machine.zones }),
    ...(machine.principalId === null
      ? {}
      : {
          identity: {
            type: 'SystemAssigned',
            principalId: machine.principalId,
            tenantId: '31c75423-32d6-4322-88b7-c478bdde4858',
          },
        }),
    properties: {
      vmId: machine.vmId,
      hardwareProfile: { vmSize: machine.vmSize },
      storageProfile: {
        imageReference: imageReference(machine.osType),
        osDisk: {
          osType: machine.osType,
          name: machine.diskId?.split('/').pop() ?? 'osdisk',
          createOption: 'FromImage',
          caching: 'ReadWrite',
          ...(machine.diskId === null
            ? {}
            : { managedDisk: { storageAccountType: 'Premium_LRS', id: machine.diskId } }),
          diskSizeGB: 30,
        },
        dataDisks: [],
      },
      osProfile: {
        computerName: machine.name.slice(0, 15),
        adminUsername: 'azureuser',
        secrets: [],
        allowExtensionOperations: true,
      },
      networkProfile: {
        networkInterfaces: machine.interfaceId === null ? [] : [{ id: machine.interfaceId }],
      },
      provisioningState: 'Succeeded',
      timeCreated: machine.created,
    },
  };
}

/** With `statusOnly=true`: what it is called and how it is, and nothing of what it is. */
export function machineStateJson(machine: AzureMachine): Record<string, unknown> {
  return {
    name: machine.name,
    // Not the same case as in the other list.
    id: machine.id.replace('/resourceGroups/', '/resourcegroups/'),
    type: 'Microsoft.Compute/virtualMachines',
    location: machine.region,
    properties: {
      vmId: machine.vmId,
      provisioningState: 'Succeeded',
      instanceView: {
        statuses: [
          {
            code: 'ProvisioningState/succeeded',
            level: 'Info',
            displayStatus: 'Provisioning succeeded',
            time: machine.created,
          },
          {
            code: `PowerState/${machine.powerState}`,
            level: 'Info',
            displayStatus: `VM ${machine.powerState}`,
          },
        ],
      },
    },
  };
}

export interface AzureDisk extends AzureItem {
  readonly sizeGb: number;
  readonly sku: string;
  readonly created: string;
  readonly machineId: string | null;
  readonly customerKey: boolean;
}

/** Disk `i` is that of machine `i`, and those beyond the machines belong to none. */
export function diskGenerator(scope: AzureScope, living: Living): Generate<AzureDisk> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'disk', index);
    return {
      id: idOf(scope, 'disk', index),
      region: locationOf(index),
      name: nameOf(scope, 'disk', index),
      sizeGb: random.pick([30, 64, 128, 512, 1023]),
      sku: random.pick(['Premium_LRS', 'StandardSSD_LRS', 'Standard_LRS']),
      created: computeTime(random.time()),
      machineId:
        index < scope.counts.machines && living.machine(index)
          ? idOf(scope, 'virtual-machine', index)
          : null,
      customerKey: random.chance(0.2),
      tags: drawTags(random, naming, revision),
    };
  };
}

export function diskJson(disk: AzureDisk): Record<string, unknown> {
  return {
    name: disk.name,
    id: disk.id,
    type: 'Microsoft.Compute/disks',
    location: disk.region,
    tags: disk.tags,
    ...(disk.machineId === null ? {} : { managedBy: disk.machineId }),
    sku: { name: disk.sku, tier: disk.sku.split('_')[0] },
    properties: {
      creationData: { createOption: 'Empty' },
      diskSizeGB: disk.sizeGb,
      diskSizeBytes: disk.sizeGb * 2 ** 30,
      diskIOPSReadWrite: 500,
      encryption: {
        type: disk.customerKey
          ? 'EncryptionAtRestWithCustomerKey'
          : 'EncryptionAtRestWithPlatformKey',
      },
      networkAccessPolicy: 'AllowAll',
      publicNetworkAccess: 'Enabled',
      timeCreated: disk.created,
      provisioningState: 'Succeeded',
      diskState: disk.machineId === null ? 'Unattached' : 'Attached',
      tier: diskTier(disk.sku, disk.sizeGb),
    },
  };
}

export interface AzureSnapshot extends AzureItem {
  readonly sizeGb: number;
  readonly created: string;
  readonly sourceId: string | null;
}

export function snapshotGenerator(scope: AzureScope): Generate<AzureSnapshot> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'snapshot', index);
    const { disks } = scope.counts;
    return {
      id: idOf(scope, 'snapshot', index),
      region: locationOf(index),
      name: nameOf(scope, 'snapshot', index),
      sizeGb: random.pick([30, 128, 1023]),
      created: computeTime(random.time(1)),
      sourceId: disks === 0 ? null : idOf(scope, 'disk', index % disks),
      tags: drawTags(random, naming, revision),
    };
  };
}

export function snapshotJson(snapshot: AzureSnapshot): Record<string, unknown> {
  return {
    name: snapshot.name,
    id: snapshot.id,
    type: 'Microsoft.Compute/snapshots',
    location: snapshot.region,
    tags: snapshot.tags,
    sku: { name: 'Standard_ZRS', tier: 'Standard' },
    properties: {
      osType: 'Linux',
      creationData:
        snapshot.sourceId === null
          ? { createOption: 'Import' }
          : // The examples of the API name it without the slash in front.
            { createOption: 'Copy', sourceResourceId: snapshot.sourceId.slice(1) },
      diskSizeGB: snapshot.sizeGb,
      encryption: { type: 'EncryptionAtRestWithPlatformKey' },
      incremental: true,
      timeCreated: snapshot.created,
      provisioningState: 'Succeeded',
      diskState: 'Unattached',
    },
  };
}
