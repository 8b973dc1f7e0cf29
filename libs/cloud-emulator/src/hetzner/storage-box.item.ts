import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { LOCATIONS, STORAGE_BOX_TYPES } from './catalogue';
import type { HetznerLocation, HetznerStorageBoxType } from './catalogue';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';

/** Listed by another host than the rest, in the same form and to the same token. */
export interface HetznerStorageBox extends EmulatedItem {
  readonly status: 'active' | 'initializing' | 'locked';
  readonly type: HetznerStorageBoxType;
  readonly location: HetznerLocation;
  readonly created: string;
  readonly reachableExternally: boolean;
  readonly sshEnabled: boolean;
  readonly bytesStored: number;
  readonly hasSnapshotPlan: boolean;
  readonly protected: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

export function storageBoxGenerator(scope: HetznerScope): Generate<HetznerStorageBox> {
  const salt = saltOf(scope.seed, scope.projectName, 'storage_box');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    // They are offered in Germany and Finland alone.
    const location = random.pick(LOCATIONS.filter((each) => each.id === 1 || each.id === 3));
    const type = random.pick(STORAGE_BOX_TYPES);
    return {
      id: String(scope.firstId + index),
      region: location.name,
      name: `${naming.environment}-${naming.application}-box-${index + 1}`,
      status: random.chance(0.94) ? 'active' : random.pick(['initializing', 'locked']),
      type,
      location,
      created: timestamp(random.time()),
      reachableExternally: index % 2 === 0,
      sshEnabled: random.chance(0.7),
      bytesStored: random.int(1_000_000) * 4096,
      hasSnapshotPlan: random.chance(0.5),
      protected: random.chance(0.4),
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function storageBoxJson(box: HetznerStorageBox): Record<string, unknown> {
  const isMade = box.status !== 'initializing';
  return {
    id: Number(box.id),
    username: isMade ? `u${box.id}` : null,
    status: box.status,
    name: box.name,
    storage_box_type: box.type,
    location: box.location,
    access_settings: {
      reachable_externally: box.reachableExternally,
      samba_enabled: false,
      ssh_enabled: box.sshEnabled,
      webdav_enabled: false,
      zfs_enabled: false,
    },
    server: isMade ? `u${box.id}.your-storagebox.de` : null,
    system: isMade ? `${box.location.name.toUpperCase()}-BX355` : null,
    stats: {
      size: box.bytesStored,
      size_data: box.bytesStored,
      size_snapshots: 0,
    },
    labels: box.labels,
    protection: { delete: box.protected },
    snapshot_plan: box.hasSnapshotPlan
      ? { max_snapshots: 7, minute: 30, hour: 3, day_of_week: null, day_of_month: null }
      : null,
    created: box.created,
  };
}
