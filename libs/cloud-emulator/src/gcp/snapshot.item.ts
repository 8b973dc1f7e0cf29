import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { type GcpDisk } from './disk.item';
import { computeLink, drawLabels, numericId, timestamp, type GcpScope } from './gcp-scope';
import { diskName } from './item-names';

export interface GcpSnapshot extends EmulatedItem {
  readonly numericId: string;
  readonly created: string;
  readonly disk: GcpDisk | null;
  readonly sizeGb: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** `diskAt` makes the disk of a number; a snapshot names its disk even when that is gone. */
export function snapshotGenerator(
  scope: GcpScope,
  diskAt: (disk: number) => GcpDisk,
): Generate<GcpSnapshot> {
  const salt = saltOf(scope.seed, scope.project, 'snapshot');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const { disks } = scope.counts;
    const disk = disks === 0 ? null : diskAt(index % disks);
    return {
      id: snapshotName(index),
      region: null,
      name: snapshotName(index),
      numericId: numericId(salt, index),
      created: timestamp(random.time()),
      disk,
      sizeGb: disk?.sizeGb ?? 10,
      labels: drawLabels(random, naming, revision),
    };
  };
}

function snapshotName(index: number): string {
  return `${diskName(index)}-snapshot-${index + 1}`;
}

export function snapshotJson(scope: GcpScope, snapshot: GcpSnapshot): Record<string, unknown> {
  const { disk } = snapshot;
  const place = disk?.zone === null ? `regions/${disk.region}` : `zones/${disk?.zone}`;
  return {
    kind: 'compute#snapshot',
    id: snapshot.numericId,
    creationTimestamp: snapshot.created,
    name: snapshot.name,
    status: 'READY',
    ...(disk === null
      ? {}
      : {
          sourceDisk: computeLink(scope, `${place}/disks/${disk.id}`),
          sourceDiskId: disk.numericId,
        }),
    diskSizeGb: String(snapshot.sizeGb),
    storageBytes: '5242880',
    storageBytesStatus: 'UP_TO_DATE',
    selfLink: computeLink(scope, `global/snapshots/${snapshot.id}`),
    labels: snapshot.labels,
    labelFingerprint: '42WmSpB8rSM=',
    storageLocations: ['eu'],
    downloadBytes: '5242880',
    architecture: 'X86_64',
  };
}
