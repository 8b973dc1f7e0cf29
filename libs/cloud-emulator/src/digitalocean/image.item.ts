import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { regionAt } from './catalogue';
import { drawTagNames, timestamp } from './identifiers';
import type { DigitalOceanScope } from './scope';

/** An image of the account's own that is no snapshot. */
export interface DigitalOceanImage extends EmulatedItem {
  readonly created: string;
  readonly type: 'custom' | 'backup';
  readonly status: 'available' | 'pending' | 'NEW';
  readonly distribution: string;
  /** Null while the image is being imported. */
  readonly sizeGigabytes: number | null;
  readonly imageTags: readonly string[];
}

export function imageNumber({ firstNumber, numbersAKind }: DigitalOceanScope): number {
  return firstNumber + 3 * numbersAKind;
}

export function imageGenerator(scope: DigitalOceanScope): Generate<DigitalOceanImage> {
  const salt = saltOf(scope.seed, scope.account, 'image');
  const first = imageNumber(scope);
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const status = random.chance(0.9) ? 'available' : random.pick(['pending', 'NEW'] as const);
    return {
      id: String(first + index),
      region: regionAt(random.int(6)).slug,
      name: `${naming.application}-base-${index + 1}`,
      created: timestamp(random.time()),
      type: random.chance(0.5) ? 'custom' : 'backup',
      status,
      distribution: random.pick(['Ubuntu', 'Debian', 'Unknown']),
      sizeGigabytes: status === 'available' ? random.pick([2.34, 8, 21.7]) : null,
      imageTags: drawTagNames(random, naming, revision),
    };
  };
}

export function imageJson(image: DigitalOceanImage): Record<string, unknown> {
  return {
    id: Number(image.id),
    name: image.name,
    distribution: image.distribution,
    slug: null,
    public: false,
    regions: [image.region],
    created_at: image.created,
    min_disk_size: image.sizeGigabytes === null ? null : 25,
    type: image.type,
    size_gigabytes: image.sizeGigabytes,
    description: '',
    tags: image.imageTags,
    status: image.status,
    error_message: '',
  };
}
