import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { longIdIndex, nameTag } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import { longId, scopeSalt } from '../region-scope';

export interface Ec2FlowLog extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  /** A VPC or a subnet. */
  readonly resourceId: string;
  readonly traffic: 'ALL' | 'ACCEPT' | 'REJECT';
  readonly destination: string;
  readonly toBucket: boolean;
  /** Whether the last delivery failed. */
  readonly failed: boolean;
  readonly created: Date;
  readonly tags: readonly Tag[];
}

export const flowLogs: RegionalKind<Ec2FlowLog> = {
  kind: 'aws.ec2-flow-log',
  resourceType: 'flow_log',
  indexOf: longIdIndex('fl', 'flow-log'),
  ledgerName: nameTag,
  generator(scope, plan) {
    const salt = scopeSalt(scope, 'flow-log');
    const { region, accountId } = scope;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const id = longId('fl', salt, index);
      const name = `${naming.environment}-flow-${index + 1}`;
      const toBucket = random.chance(0.5);
      return {
        id,
        arn: `arn:aws:ec2:${region}:${accountId}:vpc-flow-log/${id}`,
        region,
        name,
        resourceId: random.chance(0.7)
          ? plan.vpcId(index % scope.counts.vpcs)
          : plan.subnetId(plan.subnetOfInstance(index)),
        traffic: random.pick(['ALL', 'ALL', 'ACCEPT', 'REJECT']),
        destination: toBucket
          ? `arn:aws:s3:::flow-logs-${accountId}`
          : `arn:aws:logs:${region}:${accountId}:log-group:/vpc/${name}`,
        toBucket,
        failed: random.chance(0.15),
        created: random.time(),
        tags: drawTags(random, naming, random.chance(0.6) ? name : null, revision),
      };
    };
  },
};
