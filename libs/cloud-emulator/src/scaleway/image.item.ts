import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { drawLabels } from './labels';
import { idAt, instanceTime, madeAt, saltIn } from './scope';
import type { ZoneScope } from './scope';

export interface ScalewayImage extends EmulatedItem {
  readonly createdAt: Date;
  readonly arch: 'x86_64' | 'arm64';
  /** Bytes; 0 where the root volume is a snapshot of Block Storage, as the API tells it. */
  readonly size: number;
  readonly labels: readonly string[];
}

/** Images that people made themselves. */
export function imageGenerator(scope: ZoneScope): Generate<ScalewayImage> {
  const salt = saltIn(scope, 'image');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    return {
      id: idAt(scope, 'image', index),
      region: scope.in.region,
      name: `${naming.application}-golden-${index + 1}`,
      createdAt: madeAt(random, index),
      arch: random.pick(['x86_64', 'x86_64', 'arm64'] as const),
      size: random.chance(0.5) ? 20_000_000_000 : 0,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function imageJson(scope: ZoneScope): (image: ScalewayImage) => Record<string, unknown> {
  const { spec } = scope.in;
  return (image) => ({
    id: image.id,
    name: image.name,
    organization: spec.organizationId,
    project: spec.projectId,
    root_volume: {
      volume_type: image.size === 0 ? 'sbs_snapshot' : 'l_ssd',
      id: image.id,
      size: image.size,
      name: '',
    },
    extra_volumes: {},
    public: false,
    arch: image.arch,
    creation_date: instanceTime(image.createdAt),
    modification_date: instanceTime(image.createdAt),
    default_bootscript: null,
    from_server: null,
    state: 'available',
    tags: image.labels,
    zone: scope.zone,
  });
}
