import type { EmulatedItem } from '../../estate/collection';
import { drawNaming } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { trailingNumber } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import { scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';
import { policyArn } from './policy.item';

export interface IamGroup extends EmulatedItem {
  readonly type: 'group';
  readonly arn: string;
  readonly groupId: string;
  readonly created: Date;
  readonly policyArns: readonly string[];
}

export const groups: RegionalKind<IamGroup> = {
  kind: 'aws.iam-group',
  resourceType: 'identity',
  indexOf: trailingNumber,
  generator: (scope) => (index, revision) => {
    const random = new ItemRandom(scopeSalt(scope, 'iam-group-facts'), index);
    const name = groupName(scope, index);
    return {
      type: 'group',
      id: name,
      arn: `arn:aws:iam::${scope.accountId}:group/${name}`,
      region: null,
      name,
      groupId: `AGPA${random.hex(16).toUpperCase()}`,
      created: random.time(),
      policyArns: revision % 2 === 1 ? [policyArn(scope, 0)] : [],
    };
  },
};

/** The name of a group, without making the group. */
export function groupName(scope: AwsScope, index: number): string {
  const { team } = drawNaming(new ItemRandom(scopeSalt(scope, 'iam-group'), index));
  return `${team}-members-${index + 1}`;
}
