import type { Generate } from '../estate/collection';
import type { ItemRandom } from '../estate/random';
import { drawItem, drawTags, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import type { AzureItem } from './compute.items';

export type OperatingSystem = 'Linux' | 'Windows';

export function claimedOs(random: ItemRandom): OperatingSystem {
  return random.chance(0.75) ? 'Linux' : 'Windows';
}

/** An image of the marketplace. */
export function imageReference(system: OperatingSystem): Record<string, unknown> {
  return system === 'Linux'
    ? {
        publisher: 'Canonical',
        offer: 'ubuntu-24_04-lts',
        sku: 'server',
        version: 'latest',
        exactVersion: '24.04.202505200',
      }
    : {
        publisher: 'MicrosoftWindowsServer',
        offer: 'WindowsServer',
        sku: '2022-datacenter-azure-edition',
        version: 'latest',
        exactVersion: '20348.3692.250509',
      };
}

export interface AzureImage extends AzureItem {
  readonly osType: OperatingSystem;
  readonly sizeGb: number;
}

export function imageGenerator(scope: AzureScope): Generate<AzureImage> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'image', index);
    return {
      id: idOf(scope, 'image', index),
      region: locationOf(index),
      name: nameOf(scope, 'image', index),
      osType: claimedOs(random),
      sizeGb: random.pick([30, 127]),
      tags: drawTags(random, naming, revision),
    };
  };
}

export function imageJson(image: AzureImage): Record<string, unknown> {
  return {
    name: image.name,
    id: image.id,
    type: 'Microsoft.Compute/images',
    location: image.region,
    tags: image.tags,
    properties: {
      storageProfile: {
        osDisk: {
          osType: image.osType,
          osState: 'Generalized',
          diskSizeGB: image.sizeGb,
          caching: 'ReadWrite',
          storageAccountType: 'Standard_LRS',
        },
        dataDisks: [],
        zoneResilient: false,
      },
      provisioningState: 'Succeeded',
      hyperVGeneration: 'V2',
    },
  };
}
