import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, hex8, mix32, unmix32 } from '../estate/random';
import { madeAt, saltIn } from './scope';
import type { RegionScope } from './scope';

export interface ScalewayBucket extends EmulatedItem {
  readonly createdAt: Date;
  /** Null: it has no policy. */
  readonly policyPublic: boolean | null;
  /** Whether its ACL lets everyone read. */
  readonly aclPublic: boolean;
  /** Pairs; empty where it never had any. */
  readonly pairs: readonly (readonly [key: string, value: string])[];
}

/** Names are ids, and end in a number that can be turned back into the index. */
export function bucketGenerator(scope: RegionScope): Generate<ScalewayBucket> {
  const salt = saltIn(scope, 'bucket');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const name = `${naming.environment}-${naming.application}-${hex8(mix32(index ^ salt))}`;
    const tagged = random.chance(0.6);
    return {
      id: name,
      region: scope.region,
      name,
      createdAt: madeAt(random, index),
      policyPublic: random.chance(0.6) ? null : random.chance(0.4),
      aclPublic: random.chance(0.25),
      pairs: [
        ...(tagged ? [['environment', naming.environment] as const] : []),
        ...(tagged && random.chance(0.2) ? [['note', 'a <b> & "c"'] as const] : []),
        ...(revision > 0 ? [['revision', String(revision)] as const] : []),
      ],
    };
  };
}

/** The number that a name claims to have. */
export function bucketIndex(scope: Parameters<typeof saltIn>[0], name: string): number | null {
  const digits = /-([0-9a-f]{8})$/.exec(name)?.[1];
  if (digits === undefined) return null;
  const index = (unmix32(Number.parseInt(digits, 16)) ^ saltIn(scope, 'bucket')) >>> 0;
  return index < 0x7fffffff ? index : null;
}
