import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming, drawTags } from '../estate/names';
import type { Naming, Tag } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { trailingNumber } from './aws-kind';
import type { RegionalKind } from './aws-kind';
import { drawPlace } from './ec2/place';
import type { Place } from './ec2/place';
import { keyArn, scopeSalt } from './region-scope';
import type { AwsScope } from './region-scope';

/** What the items of the services have in common. */
export interface ServiceItem extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly created: Date;
  readonly tags: readonly Tag[];
}

/** What the facts of an item are drawn from. */
export interface Draw {
  readonly random: ItemRandom;
  readonly naming: Naming;
  readonly index: number;
  readonly revision: number;
  readonly name: string;
  readonly scope: AwsScope;
  readonly place: Place;
  /** The region's key, or null for what is not encrypted with one. */
  readonly keyArn: string | null;
}

/** A kind whose items are named by people and numbered at the end of their names. */
export function namedKind<T extends ServiceItem>(declared: {
  readonly kind: RegionalKind<T>['kind'];
  readonly resourceType: string;
  /** What names have between the application and the number. */
  readonly suffix: string;
  /** The ARN from the service on, for example `dynamodb:<region>:<account>:table/<name>`. */
  arn(draw: Draw): string;
  facts(draw: Draw): Omit<T, keyof ServiceItem>;
}): RegionalKind<T> {
  const { kind, resourceType, suffix } = declared;
  return {
    kind,
    resourceType,
    indexOf: trailingNumber,
    generator(scope, plan): Generate<T> {
      const salt = scopeSalt(scope, kind);
      return (index, revision) => {
        const random = new ItemRandom(salt, index);
        const naming = drawNaming(random);
        const name = `${naming.application}-${suffix}-${index + 1}`;
        const place = drawPlace(random, plan, index);
        const draw: Draw = {
          random,
          naming,
          index,
          revision,
          name,
          scope,
          place,
          keyArn: random.chance(0.7) ? keyArn(scope) : null,
        };
        return {
          id: name,
          arn: `arn:aws:${declared.arn(draw)}`,
          region: scope.region,
          name,
          created: random.time(),
          tags: drawTags(random, naming, null, revision),
          ...declared.facts(draw),
        } as ServiceItem as T;
      };
    },
  };
}
