import type { EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import type { NetworkPlan } from '../ec2/network-plan';
import { keyArn, scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';

export interface RdsInstance extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly port: number;
  readonly instanceClass: string;
  readonly status: string;
  readonly allocatedStorage: number;
  readonly created: Date;
  readonly zone: string;
  readonly multiAz: boolean;
  readonly vpcId: string;
  readonly subnets: readonly { readonly id: string; readonly zone: string }[];
  readonly securityGroupId: string;
  readonly kmsKeyArn: string | null;
  readonly publiclyAccessible: boolean;
  /** Days; 0 means no automated backups. */
  readonly backupRetention: number;
  readonly deletionProtection: boolean;
  readonly iamAuthentication: boolean;
  readonly autoMinorUpgrade: boolean;
  readonly dbiResourceId: string;
  readonly tags: readonly Tag[];
}

const ENGINES = [
  { engine: 'postgres', engineVersion: '16.8', port: 5432 },
  { engine: 'postgres', engineVersion: '17.4', port: 5432 },
  { engine: 'mysql', engineVersion: '8.0.41', port: 3306 },
  { engine: 'mariadb', engineVersion: '10.11.11', port: 3306 },
  { engine: 'sqlserver-se', engineVersion: '15.00.4430.1.v1', port: 1433 },
] as const;

export function dbInstanceGenerator(scope: AwsScope, plan: NetworkPlan): Generate<RdsInstance> {
  const salt = scopeSalt(scope, 'db-instance');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = `${naming.environment}-${naming.application}-db-${index + 1}`;
    const subnet = plan.subnetOfInstance(index);
    const vpc = plan.vpcOfSubnet(subnet);
    const subnets = [0, 1, 2].map((choice) => plan.subnetInVpc(vpc, choice));
    const zone = plan.zones[plan.zoneOfSubnet(subnet)] ?? scope.region;
    const backupRetention = random.chance(0.15) ? 0 : random.pick([1, 7, 7, 14, 35]);
    return {
      id,
      arn: `arn:aws:rds:${scope.region}:${scope.accountId}:db:${id}`,
      region: scope.region,
      name: id,
      ...random.pick(ENGINES),
      instanceClass: random.pick([
        'db.t4g.medium',
        'db.m6i.large',
        'db.r6i.xlarge',
        'db.m7g.large',
      ]),
      status: revision % 2 === 1 ? 'modifying' : random.pick(['available', 'available', 'stopped']),
      allocatedStorage: random.pick([20, 100, 200, 500, 2000]),
      created: random.time(),
      zone,
      multiAz: random.chance(0.4),
      vpcId: plan.vpcId(vpc),
      subnets: [...new Set(subnets)].map((each) => ({
        id: plan.subnetId(each),
        zone: plan.zones[plan.zoneOfSubnet(each)] ?? scope.region,
      })),
      securityGroupId: plan.securityGroupId(plan.groupInVpc(vpc, random.int(1000))),
      kmsKeyArn: random.chance(0.75) ? keyArn(scope) : null,
      publiclyAccessible: random.chance(0.12),
      backupRetention,
      deletionProtection: random.chance(0.6),
      iamAuthentication: random.chance(0.3),
      autoMinorUpgrade: random.chance(0.85),
      dbiResourceId: `db-${random.hex(26).toUpperCase()}`,
      tags: drawTags(random, naming, null, revision),
    };
  };
}

/** Database identifiers end in their number, counted from one. */
export function indexOfDbInstanceId(id: string): number | null {
  const number = /-db-(\d+)$/.exec(id)?.[1];
  return number === undefined ? null : Number(number) - 1;
}
