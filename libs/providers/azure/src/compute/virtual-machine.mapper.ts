import { integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { armId, placement, related } from '../arm-id';
import { identityOf, readArmResource, stateFrom } from '../arm-resource';
import type { InterfaceNetwork } from '../network/network-interface.mapper';
import { powerStateOf } from './power-states';

/** Source: https://learn.microsoft.com/azure/virtual-machines/states-billing */
const POWER_STATES: Readonly<Record<string, ResourceState>> = {
  running: 'running',
  starting: 'pending',
  creating: 'pending',
  updating: 'pending',
  stopping: 'pending',
  deallocating: 'pending',
  // Stopped by its operating system: off, and still billed.
  stopped: 'stopped',
  deallocated: 'stopped',
};

/** What is known of a machine besides its payload. */
export interface MachineContext {
  /** `null` where the list of states did not tell. */
  readonly powerState: string | null;
  /** Its interfaces; `null` when they were not read. */
  readonly interfaces: readonly InterfaceNetwork[] | null;
  readonly price: DiscoveredResource['price'];
}

/** `null` when the payload has no id. */
export function toVirtualMachine(
  raw: unknown,
  { powerState, interfaces, price }: MachineContext,
): DiscoveredResource<'vm'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { provisioningState, hardwareProfile, storageProfile } = resource.properties;
  const hardware = recordOf(hardwareProfile);
  const power = powerState ?? powerStateOf(raw);
  const provisioning = textOf(provisioningState);
  const networks = interfaces ?? [];
  return {
    ...resource.shared,
    resourceType: 'vm',
    nativeType: 'Microsoft.Compute/virtualMachines',
    state: power === null ? withoutPowerState(provisioning) : stateFrom(power, POWER_STATES),
    nativeState: power ?? provisioning,
    size: textOf(hardware['vmSize']),
    privateIps: distinct(networks.flatMap((each) => each.privateIps)),
    publicIps: distinct(networks.flatMap((each) => each.publicIps)),
    isPublic: interfaces === null ? null : networks.some((each) => each.hasPublicIp),
    relationships: [
      ...placement(
        resource.id,
        networks.flatMap((each) => each.subnets),
      ),
      ...related(
        'protected_by',
        networks.map((each) => each.securityGroup),
      ),
    ],
    price,
    attributes: {
      // Told only where it was chosen; otherwise the size implies both.
      cpuCount: integerOf(recordOf(hardware['vmSizeProperties'])['vCPUsAvailable']),
      memoryMib: null,
      imageId: imageOf(recordOf(storageProfile)['imageReference']),
      // Azure's metadata service knows no session tokens, so there is nothing to require.
      metadataTokenRequired: null,
      identityId: identityOf(resource.fields['identity']),
      architecture: null,
    },
  };
}

/** That an operation succeeded does not tell whether the machine is on. */
function withoutPowerState(provisioning: string | null): ResourceState {
  const state = stateFrom(provisioning);
  return state === 'running' ? 'unknown' : state;
}

/** The id of an own image, or the four parts of a name in the marketplace. */
function imageOf(reference: unknown): string | null {
  const { id, publisher, offer, sku, version } = recordOf(reference);
  const own = armId(id);
  if (own !== null) return own;
  const parts = [publisher, offer, sku, version].map(textOf);
  return parts.includes(null) ? null : parts.join(':');
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
