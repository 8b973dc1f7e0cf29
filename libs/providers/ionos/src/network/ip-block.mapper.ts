import { listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { elementOf, stateOf } from '../element';
import { related } from '../relationships';
import type { Tags } from '../tags';

/**
 * A block reserves addresses that need not be neighbours and are used one by one, so each is a
 * resource. `[null]` when the block has no id or no list of addresses.
 */
export function toPublicIps(
  raw: unknown,
  tags: Tags,
): readonly (DiscoveredResource<'public_ip'> | null)[] {
  const { id, properties } = elementOf(raw);
  const { ips } = properties;
  if (id === null || !Array.isArray(ips)) return [null];
  return [...new Set(textsOf(ips))].map((ip) => toPublicIp(raw, id, ip, tags));
}

function toPublicIp(
  raw: unknown,
  blockId: string,
  ip: string,
  tags: Tags,
): DiscoveredResource<'public_ip'> {
  const { properties, nativeState, createdAt } = elementOf(raw);
  const { ipConsumers } = properties;
  const consumers = listOf(ipConsumers)
    .map(recordOf)
    .filter((consumer) => consumer['ip'] === ip);
  return {
    resourceId: `ipblock/${blockId}/${ip}`,
    resourceType: 'public_ip',
    nativeType: 'ipblock',
    name: textOf(properties['name']),
    region: textOf(properties['location']),
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [ip],
    isPublic: true,
    tags: tags.of('ipblock', blockId),
    createdAt,
    relationships: related('attached_to', consumers.map(userOf)),
    price: null,
    attributes: {
      address: ip,
      // Reserved until the block is given back.
      isStatic: true,
      isAttached: Array.isArray(ipConsumers) ? consumers.length > 0 : null,
    },
    raw,
  };
}

/** Gateways and balancers are consumers without any of these ids. */
function userOf(consumer: Readonly<Record<string, unknown>>): string | null {
  const nicId = textOf(consumer['nicId']);
  if (nicId !== null) return `nic/${nicId}`;
  const clusterId = textOf(consumer['k8sClusterUuid']);
  return clusterId === null ? null : `k8s/${clusterId}`;
}
