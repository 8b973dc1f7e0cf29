import type { Generate } from '../estate/collection';
import { computeTime, drawItem, drawTags, guid, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import { networkOf, securityGroupOf } from './attachments';
import type { Living } from './attachments';
import type { AzureItem } from './compute.items';
import { imageReference } from './machine-images';
import { subnetId } from './network.items';

export interface AzureScaleSet extends AzureItem {
  readonly uniqueId: string;
  readonly created: string;
  readonly capacity: number;
  /** Between which sizes it is scaled; `null` where nobody asked for that. */
  readonly range: { readonly minimum: number; readonly maximum: number } | null;
  readonly subnetId: string | null;
  readonly securityGroupId: string | null;
  /** Whether each of its machines gets a public address. */
  readonly publicMembers: boolean;
}

/** Every other one is scaled automatically. */
export function scaleSetGenerator(scope: AzureScope, living: Living): Generate<AzureScaleSet> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'scale-set', index);
    const network = networkOf(scope, index);
    const group = securityGroupOf(scope, index);
    const capacity = 1 + random.int(5);
    return {
      id: idOf(scope, 'scale-set', index),
      region: locationOf(index),
      name: nameOf(scope, 'scale-set', index),
      uniqueId: guid(random),
      created: computeTime(random.time()),
      capacity,
      range: index % 2 === 0 ? { minimum: 1, maximum: capacity + 5 } : null,
      subnetId: network !== null && living.network(network) ? subnetId(scope, network) : null,
      securityGroupId:
        group !== null && living.securityGroup(group) ? idOf(scope, 'security-group', group) : null,
      publicMembers: random.chance(0.3),
      tags: drawTags(random, naming, revision),
    };
  };
}

export function scaleSetJson(set: AzureScaleSet): Record<string, unknown> {
  return {
    name: set.name,
    id: set.id,
    type: 'Microsoft.Compute/virtualMachineScaleSets',
    location: set.region,
    tags: set.tags,
    sku: { name: 'Standard_D2s_v5', tier: 'Standard', capacity: set.capacity },
    properties: {
      singlePlacementGroup: false,
      orchestrationMode: 'Uniform',
      upgradePolicy: { mode: 'Manual' },
      virtualMachineProfile: {
        osProfile: { computerNamePrefix: set.name.slice(0, 9), adminUsername: 'azureuser' },
        storageProfile: {
          osDisk: {
            osType: 'Linux',
            createOption: 'FromImage',
            caching: 'ReadWrite',
            managedDisk: { storageAccountType: 'Premium_LRS' },
            diskSizeGB: 30,
          },
          imageReference: imageReference('Linux'),
        },
        networkProfile: { networkInterfaceConfigurations: [interfaceJson(set)] },
      },
      provisioningState: 'Succeeded',
      overprovision: true,
      uniqueId: set.uniqueId,
      timeCreated: set.created,
    },
  };
}

function interfaceJson(set: AzureScaleSet): Record<string, unknown> {
  return {
    name: 'nic',
    properties: {
      primary: true,
      enableAcceleratedNetworking: false,
      ...(set.securityGroupId === null
        ? {}
        : { networkSecurityGroup: { id: set.securityGroupId } }),
      ipConfigurations: [
        {
          name: 'ipconfig1',
          properties: {
            primary: true,
            ...(set.subnetId === null ? {} : { subnet: { id: set.subnetId } }),
            ...(set.publicMembers
              ? {
                  publicIPAddressConfiguration: {
                    name: 'public',
                    properties: { idleTimeoutInMinutes: 15 },
                  },
                }
              : {}),
            privateIPAddressVersion: 'IPv4',
          },
        },
      ],
    },
  };
}

/** How a set is scaled, which is a resource of another service; `null` where it is not. */
export function autoscaleJson(set: AzureScaleSet): Record<string, unknown> | null {
  if (set.range === null) return null;
  const group = set.id.slice(0, set.id.indexOf('/providers/'));
  const { minimum, maximum } = set.range;
  return {
    id: `${group}/providers/microsoft.insights/autoscalesettings/${set.name}-autoscale`,
    name: `${set.name}-autoscale`,
    type: 'Microsoft.Insights/autoscaleSettings',
    location: set.region,
    properties: {
      enabled: true,
      name: `${set.name}-autoscale`,
      // Not the case in which the set's own list writes it.
      targetResourceUri: set.id.replace('/resourceGroups/', '/resourcegroups/'),
      profiles: [
        {
          name: 'default',
          // Texts, as the service sends them.
          capacity: {
            minimum: String(minimum),
            maximum: String(maximum),
            default: String(minimum),
          },
          rules: [],
        },
      ],
      notifications: [],
    },
  };
}
