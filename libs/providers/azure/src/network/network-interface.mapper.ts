import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { armId, placement, related } from '../arm-id';
import { flagOf, partsOf, readArmResource, refOf, stateFrom } from '../arm-resource';
import type { PublicAddresses } from './address-book';

/** How one interface is connected. */
export interface InterfaceNetwork {
  readonly id: string;
  readonly machineId: string | null;
  readonly isPrimary: boolean;
  readonly privateIps: readonly string[];
  readonly publicIps: readonly string[];
  /** Whether a public IP belongs to it, known by address or not. */
  readonly hasPublicIp: boolean;
  readonly subnets: readonly string[];
  readonly securityGroup: string | null;
}

/** `null` when the payload has no id. */
export function readInterface(raw: unknown, addresses: PublicAddresses): InterfaceNetwork | null {
  const fields = recordOf(raw);
  const id = armId(fields['id']);
  if (id === null) return null;
  const properties = recordOf(fields['properties']);
  const configurations = partsOf(properties['ipConfigurations'])
    .map(({ properties: each }) => each)
    .sort((a, b) => Number(b['primary'] === true) - Number(a['primary'] === true));
  const publicIds = configurations.map((each) => refOf(each['publicIPAddress']));
  const known = publicIds.filter((each) => each !== null);
  return {
    id,
    machineId: refOf(properties['virtualMachine']),
    isPrimary: properties['primary'] === true,
    privateIps: texts(configurations.map((each) => textOf(each['privateIPAddress']))),
    publicIps: texts(known.map((each) => addresses?.get(each)?.address ?? null)),
    hasPublicIp: known.length > 0,
    subnets: texts(configurations.map((each) => refOf(each['subnet']))),
    securityGroup: refOf(properties['networkSecurityGroup']),
  };
}

/** `null` when the payload has no id. */
export function toNetworkInterface(
  raw: unknown,
  addresses: PublicAddresses,
): DiscoveredResource<'network_interface'> | null {
  const resource = readArmResource(raw);
  const network = readInterface(raw, addresses);
  if (resource === null || network === null) return null;
  const { provisioningState, macAddress, enableIPForwarding, ipConfigurations } =
    resource.properties;
  const nativeState = textOf(provisioningState);
  const forwards = flagOf(enableIPForwarding);
  return {
    ...resource.shared,
    resourceType: 'network_interface',
    nativeType: 'Microsoft.Network/networkInterfaces',
    state: stateFrom(nativeState),
    nativeState,
    size: null,
    privateIps: [...network.privateIps],
    publicIps: [...network.publicIps],
    isPublic: Array.isArray(ipConfigurations) ? network.hasPublicIp : null,
    relationships: [
      ...placement(resource.id, network.subnets),
      ...related('attached_to', [network.machineId]),
      ...related('protected_by', [network.securityGroup]),
    ],
    attributes: {
      // Sent as 00-0D-3A-1B-C7-21.
      macAddress: textOf(macAddress)?.toLowerCase().replaceAll('-', ':') ?? null,
      // Azure drops packets with a foreign source address unless forwarding is on.
      sourceCheck: forwards === null ? null : !forwards,
    },
  };
}

function texts(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
