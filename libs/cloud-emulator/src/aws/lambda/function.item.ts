import type { EmulatedItem } from '../../estate/collection';
import { drawNaming } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { trailingNumber } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import { keyArn, scopeSalt } from '../region-scope';

export interface LambdaFunction extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly runtime: string | null;
  readonly memoryMib: number;
  readonly timeoutSeconds: number;
  readonly architecture: 'x86_64' | 'arm64';
  readonly codeSize: number;
  readonly modified: Date;
  readonly roleArn: string;
  readonly kmsKeyArn: string | null;
  /** Of the function's network; null for one that is in none. */
  readonly vpc: {
    readonly id: string;
    readonly subnetIds: readonly string[];
    readonly securityGroupId: string;
  } | null;
  /** What people put into variables although they should not. */
  readonly variables: Readonly<Record<string, string>>;
  readonly codeSha256: string;
}

const RUNTIMES = ['nodejs22.x', 'python3.13', 'python3.8', 'java21', 'provided.al2023', null];

export const functions: RegionalKind<LambdaFunction> = {
  kind: 'aws.lambda-function',
  resourceType: 'function',
  indexOf: trailingNumber,
  generator(scope, plan) {
    const salt = scopeSalt(scope, 'lambda-function');
    const { region, accountId } = scope;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const name = `${naming.application}-${naming.role}-${index + 1}`;
      const subnet = plan.subnetOfInstance(index);
      const vpc = plan.vpcOfSubnet(subnet);
      const variables: Record<string, string> = random.chance(0.5)
        ? { STAGE: naming.environment, DB_PASSWORD: 'hunter2' }
        : {};
      return {
        id: name,
        arn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
        region,
        name,
        runtime: random.pick(RUNTIMES),
        memoryMib: random.pick([128, 256, 512, 1024]) * (revision % 2 === 1 ? 2 : 1),
        timeoutSeconds: random.pick([3, 30, 60, 900]),
        architecture: random.pick(['x86_64', 'arm64']),
        codeSize: 1000 + random.int(40_000_000),
        modified: random.time(2),
        roleArn: `arn:aws:iam::${accountId}:role/service-role/${name}-role`,
        kmsKeyArn: random.chance(0.2) ? keyArn(scope) : null,
        vpc: random.chance(0.5)
          ? {
              id: plan.vpcId(vpc),
              subnetIds: [plan.subnetId(subnet)],
              securityGroupId: plan.securityGroupId(plan.groupInVpc(vpc, random.int(1000))),
            }
          : null,
        variables,
        codeSha256: Buffer.from(random.hex(64), 'hex').toString('base64'),
      };
    };
  },
};
