import { idOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { hostAddress } from '../addresses';
import { related } from '../related';

type Shared =
  | 'resourceType'
  | 'zone'
  | 'state'
  | 'nativeState'
  | 'size'
  | 'privateIps'
  | 'publicIps'
  | 'isPublic'
  | 'relationships'
  | 'attributes';

/** What primary and floating IPs have in common. `user` is the number of what uses it. */
export function publicIpFields(
  ip: Readonly<Record<string, unknown>>,
  user: unknown,
  userIsServer: boolean,
): Pick<DiscoveredResource<'public_ip'>, Shared> {
  const address = textOf(ip['ip']);
  const isBlocked = ip['blocked'] === true;
  return {
    resourceType: 'public_ip',
    zone: null,
    // Hetzner blocks addresses after abuse; nothing passes until it is lifted.
    state: isBlocked ? 'stopped' : 'running',
    nativeState: isBlocked ? 'blocked' : null,
    size: null,
    privateIps: [],
    publicIps: address === null ? [] : [hostAddress(address)],
    isPublic: true,
    relationships: userIsServer ? related('attached_to', 'server', [user]) : [],
    attributes: {
      address,
      isStatic: true,
      isAttached: idOf(user) !== null ? true : user === null ? false : null,
    },
  };
}
