import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { regionAt } from './catalogue';
import { drawTagNames, timestamp } from './identifiers';
import { dropletNumber, idOf, vpcOf } from './scope';
import type { DigitalOceanScope } from './scope';

export interface DigitalOceanSnapshot extends EmulatedItem {
  readonly created: string;
  readonly places: readonly string[];
  readonly resourceId: string;
  readonly resourceType: 'droplet' | 'volume';
  readonly sizeGigabytes: number;
  readonly snapshotTags: readonly string[] | null;
}

/** Snapshots of droplets have numbers, those of volumes UUIDs. */
export function snapshotGenerator(
  scope: DigitalOceanScope,
  of: 'droplet' | 'volume',
): Generate<DigitalOceanSnapshot> {
  const kind = `${of}-snapshot`;
  const salt = saltOf(scope.seed, scope.account, kind);
  const first = snapshotNumber(scope);
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const home = regionAt(vpcOf(scope, index)).slug;
    const tags = drawTagNames(random, naming, revision);
    return {
      id: of === 'droplet' ? String(first + index) : idOf(scope, kind, index),
      region: home,
      name: `${naming.environment}-${naming.role}-${of}-${1595954862243 + index}`,
      created: timestamp(random.time()),
      places: of === 'droplet' && random.chance(0.3) ? [home, 'tor1'] : [home],
      resourceId:
        of === 'droplet' ? String(dropletNumber(scope, index)) : idOf(scope, 'volume', index),
      resourceType: of,
      sizeGigabytes: random.pick([0.1008, 2.34, 10, 41.5]),
      snapshotTags: tags.length === 0 ? null : tags,
    };
  };
}

/** The first number of snapshots of droplets. */
export function snapshotNumber({ firstNumber, numbersAKind }: DigitalOceanScope): number {
  return firstNumber + 2 * numbersAKind;
}

export function snapshotJson(snapshot: DigitalOceanSnapshot): Record<string, unknown> {
  return {
    id: snapshot.id,
    name: snapshot.name,
    created_at: snapshot.created,
    regions: snapshot.places,
    resource_id: snapshot.resourceId,
    resource_type: snapshot.resourceType,
    min_disk_size: 25,
    size_gigabytes: snapshot.sizeGigabytes,
    tags: snapshot.snapshotTags,
  };
}

/** Snapshots of droplets are images, too, by the same number. */
export function snapshotImageJson(snapshot: DigitalOceanSnapshot): Record<string, unknown> {
  return {
    id: Number(snapshot.id),
    name: snapshot.name,
    distribution: 'Ubuntu',
    slug: null,
    public: false,
    regions: snapshot.places,
    created_at: snapshot.created,
    min_disk_size: 25,
    type: 'snapshot',
    size_gigabytes: snapshot.sizeGigabytes,
    description: '',
    tags: snapshot.snapshotTags,
    status: 'available',
    error_message: '',
  };
}
