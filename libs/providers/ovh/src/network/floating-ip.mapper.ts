import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { inProject, runsIn } from '../native-id';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['active', 'running'],
  // Held, and routed nowhere.
  ['down', 'stopped'],
  ['error', 'error'],
]);

/**
 * `null` when the payload has no id.
 * @param project URN of the project
 * @param region where it was listed
 */
export function toFloatingIp(
  raw: unknown,
  project: string,
  region: string,
): DiscoveredResource<'public_ip'> | null {
  const floatingIp = recordOf(raw);
  const id = textOf(floatingIp['id']);
  if (id === null) return null;
  const status = textOf(floatingIp['status']);
  const address = textOf(floatingIp['ip']);
  return {
    resourceId: inProject(project, 'floatingIp', id),
    resourceType: 'public_ip',
    nativeType: 'cloud.project.FloatingIp',
    name: address,
    region: textOf(floatingIp['region']) ?? region,
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: address === null ? [] : [address],
    isPublic: true,
    tags: {},
    createdAt: null,
    relationships: runsIn(project, 'network', floatingIp['networkId']),
    price: null,
    attributes: {
      address,
      isStatic: true,
      isAttached: isAttached(floatingIp),
    },
    raw,
  };
}

/**
 * Where it leads is told by the id of a port, which no list tells of whom it is; so it is known that
 * something uses it, and not what.
 */
function isAttached(floatingIp: Readonly<Record<string, unknown>>): boolean | null {
  const entity = floatingIp['associatedEntity'];
  if (entity === null) return false;
  return entity === undefined ? null : textOf(recordOf(entity)['id']) !== null;
}
