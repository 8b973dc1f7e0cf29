import type { EmulatedItem, Generate } from '../estate/collection';
import type { ProxmoxNode } from './node.item';

export interface ProxmoxStorage extends EmulatedItem {
  readonly plugin: string;
  readonly shared: boolean;
  readonly content: string;
  readonly sizeGib: number;
}

interface StorageKind {
  readonly name: string;
  readonly plugin: string;
  readonly shared: boolean;
  readonly content: string;
  readonly sizeGib: number;
}

const KINDS: readonly [StorageKind, ...StorageKind[]] = [
  {
    name: 'local',
    plugin: 'dir',
    shared: false,
    content: 'iso,vztmpl,backup,images',
    sizeGib: 94,
  },
  { name: 'local-lvm', plugin: 'lvmthin', shared: false, content: 'rootdir,images', sizeGib: 794 },
  { name: 'ceph', plugin: 'rbd', shared: true, content: 'images,rootdir', sizeGib: 4096 },
  { name: 'nfs', plugin: 'nfs', shared: true, content: 'backup,iso', sizeGib: 2048 },
];

/** Where generated guests have their disks. */
export const GUEST_STORAGE = 'local-lvm';

export function storageGenerator(): Generate<ProxmoxStorage> {
  return (index, revision) => {
    const kind = KINDS[index % KINDS.length] ?? KINDS[0];
    const round = Math.floor(index / KINDS.length);
    const name = round === 0 ? kind.name : `${kind.name}-${round + 1}`;
    return {
      id: name,
      region: null,
      name,
      plugin: kind.plugin,
      shared: kind.shared,
      content: kind.content,
      sizeGib: kind.sizeGib + revision,
    };
  };
}

/** One entry for each node, shared storages too. */
export function storageJson(storage: ProxmoxStorage, node: ProxmoxNode): Record<string, unknown> {
  return {
    id: `storage/${node.name}/${storage.name}`,
    storage: storage.name,
    node: node.name,
    type: 'storage',
    plugintype: storage.plugin,
    shared: storage.shared ? 1 : 0,
    content: storage.content,
    ...(node.online
      ? {
          status: 'available',
          disk: storage.sizeGib * 300_000_000,
          maxdisk: storage.sizeGib * 1_073_741_824,
        }
      : { status: 'unknown' }),
  };
}
