import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { regionAt } from './catalogue';
import type { DigitalOceanRegion } from './catalogue';
import { drawTagNames, timestamp } from './identifiers';
import { dropletNumber, dropletOfVolume, idOf, vpcOf } from './scope';
import type { DigitalOceanScope } from './scope';

export interface DigitalOceanVolume extends EmulatedItem {
  readonly created: string;
  readonly place: DigitalOceanRegion;
  /** Number of the droplet it is attached to. */
  readonly droplet: number | null;
  /** GiB. */
  readonly size: number;
  readonly filesystem: 'ext4' | 'xfs' | '';
  /** Null where no tag was ever set. */
  readonly volumeTags: readonly string[] | null;
}

export function volumeGenerator(scope: DigitalOceanScope): Generate<DigitalOceanVolume> {
  const salt = saltOf(scope.seed, scope.account, 'volume');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const droplet = dropletOfVolume(scope, index);
    const place = regionAt(vpcOf(scope, index * 2));
    const tags = drawTagNames(random, naming, revision);
    return {
      id: idOf(scope, 'volume', index),
      region: place.slug,
      name: `${naming.environment}-${naming.application}-volume-${index + 1}`,
      created: timestamp(random.time()),
      place,
      droplet: droplet === null ? null : dropletNumber(scope, droplet),
      size: random.pick([10, 50, 100, 500, 2000]),
      filesystem: random.pick(['ext4', 'xfs', '']),
      volumeTags: tags.length === 0 ? null : tags,
    };
  };
}

export function volumeJson(volume: DigitalOceanVolume): Record<string, unknown> {
  return {
    id: volume.id,
    name: volume.name,
    description: '',
    size_gigabytes: volume.size,
    created_at: volume.created,
    region: volume.place,
    droplet_ids: volume.droplet === null ? [] : [volume.droplet],
    filesystem_type: volume.filesystem,
    filesystem_label: '',
    tags: volume.volumeTags,
  };
}
