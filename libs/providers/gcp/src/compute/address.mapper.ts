import { listOf, numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { computeName, relatedTo } from '../resource-name';
import { computeCommon } from './compute-resource';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['IN_USE', 'running'],
  ['RESERVED', 'running'],
  ['RESERVING', 'pending'],
]);

/** Whether an address is one of the Internet; older payloads do not say it and are. */
export function isExternal(raw: unknown): boolean {
  return recordOf(raw)['addressType'] !== 'INTERNAL';
}

/** `null` when the payload does not identify itself. */
export function toAddress(raw: unknown): DiscoveredResource<'public_ip'> | null {
  const address = recordOf(raw);
  const common = computeCommon(address);
  if (common === null) return null;
  const status = textOf(address['status']);
  const ip = textOf(address['address']);
  const length = numberOf(address['prefixLength']) ?? 0;
  const users = listOf(address['users']).filter(isCollected);
  return {
    resourceId: common.resourceId,
    resourceType: 'public_ip',
    nativeType:
      common.region === null
        ? 'compute.googleapis.com/GlobalAddress'
        : 'compute.googleapis.com/Address',
    name: common.name,
    region: common.region,
    zone: common.zone,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: ip === null ? [] : [ip],
    isPublic: true,
    tags: common.tags,
    createdAt: common.createdAt,
    relationships: relatedTo('attached_to', address['selfLink'], users),
    price: null,
    attributes: {
      // A length is told of ranges; of single addresses it is 0 or left out.
      address: ip === null || length === 0 ? ip : `${ip}/${length}`,
      isStatic: true,
      isAttached: status === 'IN_USE' ? true : status === 'RESERVED' ? false : null,
    },
    raw,
  };
}

/** VPN gateways use addresses, too, but are not collected. */
function isCollected(user: unknown): boolean {
  return /\/(?:instances|forwardingRules|routers)\/[^/]+$/.test(computeName(user) ?? '');
}
