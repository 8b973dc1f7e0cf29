import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { trailingNumber } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import { scopeSalt } from '../region-scope';
import { policyArn } from './policy.item';

export interface IamRole extends EmulatedItem {
  readonly type: 'role';
  readonly arn: string;
  readonly path: string;
  readonly roleId: string;
  readonly created: Date;
  readonly trust: unknown;
  readonly lastUsed: Date | null;
  readonly policyArns: readonly string[];
  readonly tags: readonly Tag[];
}

const STRANGER = '998877665544';

/** Who may take a role on: services, other accounts, and, in one of them, everybody. */
const TRUSTS: readonly { path: string; principal: unknown; condition?: unknown }[] = [
  { path: '/', principal: { Service: 'ec2.amazonaws.com' } },
  {
    path: '/',
    principal: { AWS: `arn:aws:iam::${STRANGER}:root` },
    condition: { StringEquals: { 'sts:ExternalId': 'emulated-external-id' } },
  },
  {
    path: '/aws-service-role/support.amazonaws.com/',
    principal: { Service: 'support.amazonaws.com' },
  },
  { path: '/', principal: { AWS: '*' } },
  {
    path: '/',
    principal: { AWS: '*' },
    condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
  },
];

export const roles: RegionalKind<IamRole> = {
  kind: 'aws.iam-role',
  resourceType: 'role',
  indexOf: trailingNumber,
  generator(scope) {
    const salt = scopeSalt(scope, 'iam-role');
    const { accountId, counts } = scope;
    const policies = counts.services['aws.iam-policy'] ?? 0;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const { path, principal, condition } = trustOf(index);
      const name = `${naming.application}-${naming.role}-${index + 1}`;
      const created = random.time();
      return {
        type: 'role',
        id: name,
        arn: `arn:aws:iam::${accountId}:role${path}${name}`,
        region: null,
        name,
        path,
        roleId: `AROA${random.hex(16).toUpperCase()}`,
        created,
        trust: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: principal,
              Action: 'sts:AssumeRole',
              ...(condition !== undefined && { Condition: condition }),
            },
          ],
        },
        lastUsed: random.chance(0.6) ? new Date(created.getTime() + 86_400_000) : null,
        policyArns: policies > 0 && random.chance(0.5) ? [policyArn(scope, policies - 1)] : [],
        tags: drawTags(random, naming, null, revision),
      };
    };
  },
};

function trustOf(index: number): (typeof TRUSTS)[number] {
  const trust = TRUSTS[index % TRUSTS.length];
  if (!trust) throw new Error(`there is no trust for role ${index}`);
  return trust;
}
