import type { DiscoveredResource } from '@skyledger/resource-model';
import type { PveRecord } from '../client';
import { amountOf, flagOf, wholeOf } from '../pve-values';
import type { GuestFacts } from './guest-context';
import { guestFields } from './guest.mapper';

/** An LXC container; a template of one is told as a container that is stopped. */
export function toContainer(facts: GuestFacts): DiscoveredResource<'container'> {
  const { guest, config, interfaces } = facts;
  return {
    ...guestFields(facts),
    resourceType: 'container',
    nativeType: 'lxc',
    createdAt: null,
    price: null,
    attributes: {
      cpuCount: cpuCountOf(config),
      memoryMib: config['memory'] === undefined ? 512 : wholeOf(config['memory']),
      imageId: null,
      // Left out where it is 0: privileged is what a container is unless told.
      unprivileged: config['unprivileged'] === undefined ? false : flagOf(config['unprivileged']),
    },
    raw: { listed: guest.listed, config, interfaces },
  };
}

/** `null` where it may use every core of its node. */
function cpuCountOf(config: PveRecord): number | null {
  const cores = wholeOf(config['cores']);
  if (cores !== null) return cores;
  const limit = amountOf(config['cpulimit']);
  return limit === 0 ? null : limit;
}
