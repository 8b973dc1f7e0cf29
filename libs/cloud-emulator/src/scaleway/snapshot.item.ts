import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { drawLabels } from './labels';
import { idAt, instanceTime, madeAt, saltIn, standardTime } from './scope';
import type { ZoneScope } from './scope';

const GB = 1_000_000_000;

/** A snapshot of the Instance API or of Block Storage. */
export interface ScalewaySnapshot extends EmulatedItem {
  readonly createdAt: Date;
  /** Bytes. */
  readonly size: number;
  /** Null: the volume is gone, or there never was one. */
  readonly volume: { readonly id: string; readonly name: string } | null;
  readonly public: boolean;
  readonly labels: readonly string[];
}

/** `nameOf` is the name of a volume by number, or null when there is none any more. */
export function snapshotGenerator(
  scope: ZoneScope,
  kind: 'snapshot' | 'block-snapshot',
  nameOf: (volume: number) => string | null,
): Generate<ScalewaySnapshot> {
  const salt = saltIn(scope, kind);
  const volumeKind = kind === 'snapshot' ? 'volume' : 'block-volume';
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const name = nameOf(index);
    return {
      id: idAt(scope, kind, index),
      region: scope.in.region,
      name: `${naming.environment}-${naming.application}-snap-${index + 1}`,
      createdAt: madeAt(random, index),
      size: random.pick([10, 20, 50]) * GB,
      volume: name === null ? null : { id: idAt(scope, volumeKind, index), name },
      public: kind === 'block-snapshot' && index % 4 === 1,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function snapshotJson(
  scope: ZoneScope,
): (snapshot: ScalewaySnapshot) => Record<string, unknown> {
  const { spec } = scope.in;
  return (snapshot) => ({
    id: snapshot.id,
    name: snapshot.name,
    organization: spec.organizationId,
    project: spec.projectId,
    tags: snapshot.labels,
    volume_type: 'l_ssd',
    size: snapshot.size,
    state: 'available',
    base_volume: snapshot.volume,
    creation_date: instanceTime(snapshot.createdAt),
    modification_date: instanceTime(snapshot.createdAt),
    zone: scope.zone,
    error_reason: null,
  });
}

export function blockSnapshotJson(
  scope: ZoneScope,
): (snapshot: ScalewaySnapshot) => Record<string, unknown> {
  return (snapshot) => ({
    id: snapshot.id,
    name: snapshot.name,
    parent_volume:
      snapshot.volume === null ? null : { ...snapshot.volume, type: 'sbs_5k', status: 'in_use' },
    size: snapshot.size,
    project_id: scope.in.spec.projectId,
    created_at: standardTime(snapshot.createdAt),
    updated_at: standardTime(snapshot.createdAt),
    references: [],
    status: 'available',
    tags: snapshot.labels,
    zone: scope.zone,
    class: 'sbs',
    public: snapshot.public,
  });
}
