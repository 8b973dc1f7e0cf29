import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { instantOfSeconds } from '../pve-values';
import type { Guest } from './guest-pages';

/** `null` for the state that the guest is in now, which is listed among its snapshots. */
export function toSnapshot(guest: Guest, raw: unknown): DiscoveredResource<'snapshot'> | null {
  const snapshot = recordOf(raw);
  const name = textOf(snapshot['name']);
  if (name === null || name === 'current') return null;
  const sourceId = `${guest.type}/${guest.vmid}`;
  return {
    resourceId: `${sourceId}/snapshot/${name}`,
    resourceType: 'snapshot',
    nativeType: `${guest.type}-snapshot`,
    name,
    region: null,
    zone: guest.node,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: instantOfSeconds(snapshot['snaptime']),
    relationships: [{ kind: 'attached_to', resourceId: sourceId }],
    price: null,
    attributes: {
      sizeGib: null,
      encryptedAtRest: null,
      sourceId,
      // It is kept in the disks of its guest and cannot be given to anyone.
      isShared: false,
    },
    raw,
  };
}
