import type { EmulatedItem } from '../../estate/collection';
import { ItemRandom } from '../../estate/random';
import { trailingNumber } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import { scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';

export interface IamPolicy extends EmulatedItem {
  readonly type: 'policy';
  readonly arn: string;
  readonly policyId: string;
  readonly created: Date;
  readonly attachments: number;
  /** The one in force; an older one comes with it. */
  readonly document: unknown;
}

const NAMES = ['ReadReports', 'DeployServices', 'BreakGlass', 'OperateQueues'] as const;

/** Policies that the account's people wrote; one in four allows everything. */
export const policies: RegionalKind<IamPolicy> = {
  kind: 'aws.iam-policy',
  resourceType: 'policy',
  indexOf: trailingNumber,
  generator: (scope) => (index, revision) => {
    const random = new ItemRandom(scopeSalt(scope, 'iam-policy'), index);
    const isAll = policyName(index).startsWith('BreakGlass');
    return {
      type: 'policy',
      id: policyName(index),
      arn: policyArn(scope, index),
      region: null,
      name: policyName(index),
      policyId: `ANPA${random.hex(16).toUpperCase()}`,
      created: random.time(),
      attachments: random.int(4) + revision,
      document: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: isAll ? '*' : ['s3:GetObject', 'sqs:*'], Resource: '*' },
        ],
      },
    };
  },
};

function policyName(index: number): string {
  return `${NAMES[index % NAMES.length]}-${index + 1}`;
}

/** The ARN of a policy, without making the policy. */
export function policyArn({ accountId }: AwsScope, index: number): string {
  return `arn:aws:iam::${accountId}:policy/${policyName(index)}`;
}
