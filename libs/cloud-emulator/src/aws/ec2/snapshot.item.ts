import type { EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { longId, scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';
import type { Ec2Volume } from './volume.item';

export interface Ec2Snapshot extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly ownerId: string;
  /** Of a copy it is `vol-ffffffff`, which is no volume. */
  readonly volumeId: string;
  readonly state: 'pending' | 'completed' | 'error';
  readonly started: Date;
  readonly sizeGib: number;
  readonly kmsKeyArn: string | null;
  readonly description: string;
  readonly archived: boolean;
  readonly tags: readonly Tag[];
}

/** Snapshots of the first volumes of a region, each as large and as encrypted as its volume. */
export function snapshotGenerator(
  scope: AwsScope,
  volume: Generate<Ec2Volume>,
): Generate<Ec2Snapshot> {
  const salt = scopeSalt(scope, 'snapshot');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = longId('snap', salt, index);
    const source = volume(index % Math.max(1, scope.counts.volumes), 0);
    const copied = random.chance(0.2);
    const name = `${naming.environment}-${naming.application}-backup-${index + 1}`;
    return {
      id,
      // Snapshots and images are the EC2 objects whose ARNs name no account.
      arn: `arn:aws:ec2:${scope.region}::snapshot/${id}`,
      region: scope.region,
      name,
      ownerId: scope.accountId,
      volumeId: copied ? 'vol-ffffffff' : source.id,
      state: random.pick(['completed', 'completed', 'completed', 'completed', 'pending', 'error']),
      started: random.time(),
      sizeGib: source.sizeGib,
      kmsKeyArn: source.kmsKeyArn,
      description: copied ? `[Copied ${id} from us-west-2] & kept` : '',
      archived: random.chance(0.1),
      tags: drawTags(random, naming, random.chance(0.8) ? name : null, revision),
    };
  };
}
