import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { serverOfBlockVolume, serverOfVolume } from './attachments';
import { drawLabels } from './labels';
import { idAt, instanceTime, madeAt, saltIn, standardTime } from './scope';
import type { ZoneScope } from './scope';

const GB = 1_000_000_000;

/** A volume of the Instance API or of Block Storage. */
export interface ScalewayVolume extends EmulatedItem {
  readonly index: number;
  readonly createdAt: Date;
  readonly type: 'l_ssd' | 'b_ssd' | 'sbs_5k' | 'sbs_15k';
  /** Bytes. */
  readonly size: number;
  readonly server: { readonly id: string; readonly name: string } | null;
  readonly kmsKeyId: string | null;
  readonly labels: readonly string[];
}

export function volumeGenerator(
  scope: ZoneScope,
  kind: 'volume' | 'block-volume',
  nameOf: (server: number) => string | null,
): Generate<ScalewayVolume> {
  const salt = saltIn(scope, kind);
  const block = kind === 'block-volume';
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const server = block ? serverOfBlockVolume(scope, index) : serverOfVolume(scope, index);
    const name = server === null ? null : nameOf(server);
    return {
      id: idAt(scope, kind, index),
      index,
      region: scope.in.region,
      name: `${naming.environment}-${naming.application}-vol-${index + 1}`,
      createdAt: madeAt(random, index),
      type: block
        ? random.pick(['sbs_5k', 'sbs_15k'] as const)
        : random.pick(['l_ssd', 'b_ssd'] as const),
      size: random.pick([5, 10, 20, 50, 125, 1000]) * GB,
      server: server === null || name === null ? null : { id: idAt(scope, 'server', server), name },
      kmsKeyId: block && random.chance(0.3) ? idAt(scope, 'kms-key', index) : null,
      labels: drawLabels(random, naming, revision),
    };
  };
}

/** As the Instance API shows it. */
export function volumeJson(scope: ZoneScope): (volume: ScalewayVolume) => Record<string, unknown> {
  const { spec } = scope.in;
  return (volume) => ({
    id: volume.id,
    name: volume.name,
    volume_type: volume.type,
    export_uri: null,
    organization: spec.organizationId,
    project: spec.projectId,
    server: volume.server,
    size: volume.size,
    state: 'available',
    creation_date: instanceTime(volume.createdAt),
    modification_date: instanceTime(volume.createdAt),
    tags: volume.labels,
    zone: scope.zone,
  });
}

/** As the API of Block Storage shows it. */
export function blockVolumeJson(
  scope: ZoneScope,
): (volume: ScalewayVolume) => Record<string, unknown> {
  return (volume) => {
    const made = standardTime(volume.createdAt);
    return {
      id: volume.id,
      name: volume.name,
      type: volume.type,
      size: volume.size,
      project_id: scope.in.spec.projectId,
      created_at: made,
      updated_at: made,
      references:
        volume.server === null
          ? []
          : [
              {
                id: idAt(scope, 'reference', volume.index),
                product_resource_type: 'instance_server',
                product_resource_id: volume.server.id,
                created_at: made,
                type: 'exclusive',
                status: 'attached',
              },
            ],
      parent_snapshot_id: null,
      status: volume.server === null ? 'available' : 'in_use',
      tags: volume.labels,
      zone: scope.zone,
      specs: { perf_iops: volume.type === 'sbs_5k' ? 5000 : 15_000, class: 'sbs' },
      last_detached_at: null,
      kms_key_id: volume.kmsKeyId,
    };
  };
}
