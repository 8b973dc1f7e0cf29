import type { Collection, EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags, hostName } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { keyArn, longId, scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';
import { VOLUME_SLOTS } from './instance.item';
import type { Ec2Instance } from './instance.item';
import type { NetworkPlan } from './network-plan';

export interface Ec2Volume extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly zone: string;
  readonly state: 'creating' | 'available' | 'in-use' | 'error';
  readonly sizeGib: number;
  readonly type: string;
  /** Null for the types that have none. */
  readonly iops: number | null;
  readonly throughput: number | null;
  /** Null where the volume is not encrypted. */
  readonly kmsKeyArn: string | null;
  readonly created: Date;
  readonly attachment: {
    readonly instanceId: string;
    readonly device: string;
    readonly attached: Date;
  } | null;
  readonly tags: readonly Tag[];
}

const TYPES = [
  { type: 'gp3', iops: 3000, throughput: 125 },
  { type: 'gp3', iops: 6000, throughput: 250 },
  { type: 'gp2', iops: 300, throughput: null },
  { type: 'io2', iops: 10_000, throughput: null },
  { type: 'st1', iops: null, throughput: null },
] as const;

/**
 * The volumes that the instances name, and where an instance has fewer than it could, spare ones
 * that nothing uses. What is attached follows the instances as they are now.
 */
export function volumeGenerator(
  scope: AwsScope,
  plan: NetworkPlan,
  instances: Collection<Ec2Instance>,
): Generate<Ec2Volume> {
  const salt = scopeSalt(scope, 'volume');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = longId('vol', salt, index);
    const owner = Math.floor(index / VOLUME_SLOTS);
    const instance = instances.has(owner) ? instances.item(owner) : null;
    const mount = instance?.volumes.find((volume) => volume.id === id);
    const idle = random.pick(['available', 'available', 'available', 'creating', 'error'] as const);
    const name = `${hostName(naming, index)}-data`;
    return {
      id,
      arn: `arn:aws:ec2:${scope.region}:${scope.accountId}:volume/${id}`,
      region: scope.region,
      name,
      zone: plan.zones[plan.zoneOfSubnet(plan.subnetOfInstance(owner))] ?? `${scope.region}a`,
      state: mount ? 'in-use' : idle,
      sizeGib: random.pick([8, 20, 50, 100, 500, 2000]),
      ...random.pick(TYPES),
      kmsKeyArn: random.chance(0.65) ? keyArn(scope) : null,
      created: random.time(),
      attachment:
        instance && mount
          ? { instanceId: instance.id, device: mount.device, attached: instance.launchTime }
          : null,
      tags: drawTags(random, naming, random.chance(0.7) ? name : null, revision),
    };
  };
}
