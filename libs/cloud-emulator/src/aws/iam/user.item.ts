import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { trailingNumber } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import { scopeSalt } from '../region-scope';
import { groupName } from './group.item';
import { policyArn } from './policy.item';

export interface IamAccessKey {
  readonly id: string;
  readonly isActive: boolean;
  readonly created: Date;
  readonly lastUsed: Date | null;
}

export interface IamUser extends EmulatedItem {
  readonly type: 'user';
  readonly arn: string;
  readonly userId: string;
  readonly created: Date;
  /** Null: no password for the console. */
  readonly password: { readonly lastUsed: Date | null } | null;
  readonly hasMfa: boolean;
  /** Two at most. */
  readonly keys: readonly IamAccessKey[];
  readonly groups: readonly string[];
  readonly policyArns: readonly string[];
  readonly tags: readonly Tag[];
}

/** People and programs; a few have a password without MFA, or a key that nobody ever renewed. */
export const users: RegionalKind<IamUser> = {
  kind: 'aws.iam-user',
  resourceType: 'identity',
  indexOf: trailingNumber,
  furtherRows: ({ keys }) =>
    keys.map(({ id }) => ({ resourceId: id, resourceType: 'access_key', name: id })),
  generator(scope) {
    const salt = scopeSalt(scope, 'iam-user');
    const { accountId, counts } = scope;
    const groups = counts.services['aws.iam-group'] ?? 0;
    const policies = counts.services['aws.iam-policy'] ?? 0;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const isPerson = random.chance(0.6);
      const name = `${isPerson ? naming.team : naming.application}-${index + 1}`;
      const created = random.time();
      const key = (): IamAccessKey => {
        const made = new Date(created.getTime() + random.int(30 * 24 * 3600) * 1000);
        return {
          id: `AKIA${random.hex(16).toUpperCase()}`,
          isActive: random.chance(0.8),
          created: made,
          lastUsed: random.chance(0.7) ? new Date(made.getTime() + 3_600_000) : null,
        };
      };
      const keys = Array.from({ length: isPerson ? random.int(2) : 1 + random.int(2) }, key);
      return {
        type: 'user',
        id: name,
        arn: `arn:aws:iam::${accountId}:user/${name}`,
        region: null,
        name,
        userId: `AIDA${random.hex(16).toUpperCase()}`,
        created,
        password: isPerson
          ? { lastUsed: random.chance(0.8) ? new Date(created.getTime() + 86_400_000) : null }
          : null,
        hasMfa: isPerson && random.chance(0.7),
        keys,
        groups: groups > 0 ? [groupName(scope, random.int(groups))] : [],
        policyArns: policies > 0 && random.chance(0.4) ? [policyArn(scope, 0)] : [],
        tags: drawTags(random, naming, null, revision),
      };
    };
  },
};
