import { integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { placement, related } from '../arm-id';
import { partsOf, readArmResource, refOf, stateFrom } from '../arm-resource';
import type { ScalingRanges } from './scaling-ranges';

/** `null` when the payload has no id. */
export function toScaleSet(
  raw: unknown,
  ranges: ScalingRanges,
): DiscoveredResource<'scaling_group'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { properties, sku } = resource;
  const nativeState = textOf(properties['provisioningState']);
  const profile = recordOf(recordOf(properties['virtualMachineProfile'])['networkProfile']);
  const interfaces = partsOf(profile['networkInterfaceConfigurations']);
  const addresses = interfaces.flatMap((each) => partsOf(each.properties['ipConfigurations']));
  const desired = integerOf(sku['capacity']);
  // Without a setting it stays as large as somebody made it.
  const range = ranges === null ? null : (ranges.get(resource.id) ?? fixedAt(desired));
  return {
    ...resource.shared,
    resourceType: 'scaling_group',
    nativeType: 'Microsoft.Compute/virtualMachineScaleSets',
    state: stateFrom(nativeState),
    nativeState,
    size: textOf(sku['name']),
    privateIps: [],
    publicIps: [],
    // Machines of a flexible set may have interfaces that its profile does not tell.
    isPublic: addresses.some((each) => hasFields(each.properties['publicIPAddressConfiguration']))
      ? true
      : null,
    relationships: [
      ...placement(
        resource.id,
        addresses.map((each) => refOf(each.properties['subnet'])),
      ),
      ...related(
        'protected_by',
        interfaces.map((each) => refOf(each.properties['networkSecurityGroup'])),
      ),
    ],
    attributes: {
      minimum: range?.minimum ?? null,
      maximum: range?.maximum ?? null,
      desired,
    },
  };
}

function fixedAt(size: number | null): { minimum: number | null; maximum: number | null } {
  return { minimum: size, maximum: size };
}

function hasFields(value: unknown): boolean {
  return Object.keys(recordOf(value)).length > 0;
}
