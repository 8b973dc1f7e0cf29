import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { placement } from '../arm-id';
import { readArmResource, stateFrom } from '../arm-resource';

/** A zone that the Internet sees. `null` when the payload has no id. */
export function toDnsZone(raw: unknown): DiscoveredResource<'dns_zone'> | null {
  return toZone(raw, 'Microsoft.Network/dnsZones', isPrivate);
}

/** A zone that its networks see. `null` when the payload has no id. */
export function toPrivateDnsZone(raw: unknown): DiscoveredResource<'dns_zone'> | null {
  return toZone(raw, 'Microsoft.Network/privateDnsZones', () => true);
}

function toZone(
  raw: unknown,
  nativeType: string,
  hidden: (zoneType: unknown) => boolean | null,
): DiscoveredResource<'dns_zone'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { provisioningState, numberOfRecordSets, zoneType } = resource.properties;
  const nativeState = textOf(provisioningState);
  const isHidden = hidden(zoneType);
  return {
    ...resource.shared,
    resourceType: 'dns_zone',
    nativeType,
    // A public zone has no state: it answers as long as it is there.
    state: provisioningState == null ? 'running' : stateFrom(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: isHidden === null ? null : !isHidden,
    relationships: placement(resource.id),
    attributes: {
      domainName: textOf(resource.fields['name']),
      isPrivate: isHidden,
      dnssecEnabled: null,
      recordCount: integerOf(numberOfRecordSets),
    },
  };
}

/** Zones were private in the list of public ones before private zones got a list of their own. */
function isPrivate(zoneType: unknown): boolean | null {
  const type = textOf(zoneType)?.toLowerCase();
  if (type === undefined) return zoneType == null ? false : null;
  return type === 'private' ? true : type === 'public' ? false : null;
}
