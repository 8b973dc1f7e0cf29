import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import type { RegionalKind } from '../aws-kind';
import { keyArn, scopeSalt } from '../region-scope';

export interface Secret extends EmulatedItem {
  readonly arn: string;
  readonly created: Date;
  readonly changed: Date;
  readonly kmsKeyArn: string | null;
  readonly rotates: boolean;
  readonly tags: readonly Tag[];
}

/** Names end in their number; the ARN adds a dash and six characters of its own. */
const NUMBER = /-(\d+)(?:-[A-Za-z0-9]{6})?$/;

export const secrets: RegionalKind<Secret> = {
  kind: 'aws.secretsmanager-secret',
  resourceType: 'secret_store',
  indexOf(id) {
    const number = NUMBER.exec(id)?.[1];
    return number === undefined ? null : Number(number) - 1;
  },
  generator(scope) {
    const salt = scopeSalt(scope, 'secretsmanager-secret');
    const { region, accountId } = scope;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const name = `${naming.environment}/${naming.application}/password-${index + 1}`;
      const created = random.time();
      return {
        id: name,
        arn: `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-x${random.hex(5)}`,
        region,
        name,
        created,
        changed: new Date(created.getTime() + (1 + revision) * 86_400_000),
        kmsKeyArn: random.chance(0.4) ? keyArn(scope) : null,
        rotates: random.chance(0.5),
        tags: drawTags(random, naming, null, revision),
      };
    };
  },
};
