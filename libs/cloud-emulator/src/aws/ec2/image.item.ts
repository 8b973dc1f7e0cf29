import type { EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { longId, scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';
import type { Ec2Snapshot } from './snapshot.item';

export interface Ec2Image extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly ownerId: string;
  readonly state: 'available' | 'pending' | 'failed' | 'disabled';
  /** Anybody may start instances from it. */
  readonly isPublic: boolean;
  readonly architecture: 'x86_64' | 'arm64';
  readonly windows: boolean;
  readonly created: Date;
  readonly root: {
    readonly snapshotId: string;
    readonly sizeGib: number;
    readonly encrypted: boolean;
  };
  readonly tags: readonly Tag[];
}

/** Images that the account made, each of one of its snapshots. */
export function imageGenerator(
  scope: AwsScope,
  snapshot: Generate<Ec2Snapshot>,
): Generate<Ec2Image> {
  const salt = scopeSalt(scope, 'image');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = longId('ami', salt, index);
    const root = snapshot(index % Math.max(1, scope.counts.snapshots), 0);
    const name = `${naming.application}-${naming.role}-golden-${index + 1}`;
    return {
      id,
      arn: `arn:aws:ec2:${scope.region}::image/${id}`,
      region: scope.region,
      name,
      ownerId: scope.accountId,
      state: random.pick(['available', 'available', 'available', 'disabled', 'pending', 'failed']),
      isPublic: random.chance(0.1),
      architecture: random.pick(['x86_64', 'arm64']),
      windows: random.chance(0.15),
      created: random.time(),
      root: { snapshotId: root.id, sizeGib: root.sizeGib, encrypted: root.kmsKeyArn !== null },
      tags: drawTags(random, naming, null, revision),
    };
  };
}
