import type { DiscoveredResource, Relationship } from '@skyledger/resource-model';
import type { PveRecord } from '../client';
import { gibOfSize, propertiesOf, type PropertyString } from '../pve-values';
import type { GuestFacts } from './guest-context';
import type { GuestType } from './guest-pages';

/** A place of a guest that has a volume of some storage. */
export interface DiskSlot {
  /** `scsi0`, `rootfs`, `unused3`, ... */
  readonly key: string;
  /** `<storage>:<volume>`. */
  readonly volumeId: string;
  readonly storage: string;
  readonly volume: string;
  readonly sizeGib: number | null;
}

const SLOTS: Readonly<Record<GuestType, RegExp>> = {
  qemu: /^(?:(?:ide|sata|scsi|virtio|unused)\d+|efidisk\d+|tpmstate\d+)$/,
  lxc: /^(?:rootfs|(?:mp|unused)\d+)$/,
};

/**
 * The volumes of a configuration. Drives with media, devices and directories of the node are none:
 * they are in no storage.
 */
export function diskSlots(type: GuestType, config: PveRecord): DiskSlot[] {
  return Object.keys(config)
    .filter((key) => SLOTS[type].test(key))
    .sort()
    .flatMap((key) => slotOf(key, propertiesOf(config[key])) ?? []);
}

/** The sum of what the disks in use say of their sizes; `null` when none does. */
export function sizeOfDisks(slots: readonly DiskSlot[]): number | null {
  const sizes = slots.flatMap(({ key, sizeGib }) => (isUnused(key) ? [] : (sizeGib ?? [])));
  return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * The guest's disks. One whose name says that it belongs to another guest that exists is left to
 * that guest, so that it is told once.
 */
export function toDisks(
  facts: GuestFacts,
  others: ReadonlySet<number>,
): DiscoveredResource<'volume'>[] {
  const { guest, config } = facts;
  const found = new Map<string, DiscoveredResource<'volume'>>();
  for (const slot of diskSlots(guest.type, config)) {
    const owner = ownerOf(slot.volume);
    if (owner !== null && owner !== guest.vmid && others.has(owner)) continue;
    if (!found.has(slot.volumeId)) found.set(slot.volumeId, toDisk(facts, slot));
  }
  return [...found.values()];
}

function toDisk(
  { guest, config, storages }: GuestFacts,
  { key, volumeId, storage, volume, sizeGib }: DiskSlot,
): DiscoveredResource<'volume'> {
  const home = storages.get(storage);
  const unused = isUnused(key);
  const relationships: Relationship[] = [];
  if (!unused) {
    relationships.push({ kind: 'attached_to', resourceId: `${guest.type}/${guest.vmid}` });
  }
  if (home !== undefined) relationships.push({ kind: 'runs_in', resourceId: home.id });
  return {
    resourceId: `volume/${volumeId}`,
    resourceType: 'volume',
    nativeType: 'disk',
    name: volume.slice(volume.lastIndexOf('/') + 1),
    region: null,
    zone: guest.node,
    state: 'running',
    nativeState: unused ? 'unused' : null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships,
    price: null,
    attributes: {
      sizeGib,
      // The API does not tell; storages may encrypt below it.
      encryptedAtRest: null,
      kind: home?.plugin ?? null,
    },
    raw: { guest: `${guest.type}/${guest.vmid}`, node: guest.node, [key]: config[key] },
  };
}

function slotOf(key: string, { bare, fields }: PropertyString): DiskSlot | null {
  const volumeId = bare ?? fields.get('file') ?? fields.get('volume') ?? '';
  const match = /^([A-Za-z][\w.-]*):(.+)$/.exec(volumeId);
  const [, storage, volume] = match ?? [];
  if (storage === undefined || volume === undefined) return null;
  if (fields.get('media') === 'cdrom') return null;
  return { key, volumeId, storage, volume, sizeGib: gibOfSize(fields.get('size')) };
}

function isUnused(key: string): boolean {
  return key.startsWith('unused');
}

/** Volumes are named by the guest that they were made for: `vm-100-disk-0`, `subvol-101-disk-0`. */
function ownerOf(volume: string): number | null {
  const name = volume.slice(volume.lastIndexOf('/') + 1);
  const match = /^(?:vm|base|subvol|basevol)-(\d{1,10})-/.exec(name);
  return match ? Number(match[1]) : null;
}
