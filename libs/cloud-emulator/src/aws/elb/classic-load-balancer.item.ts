import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { certificateOfBalancer } from '../acm/acm.service';
import { trailingNumber } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import { longId, scopeSalt } from '../region-scope';

export interface ClassicLoadBalancer extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly scheme: 'internet-facing' | 'internal';
  readonly dnsName: string;
  readonly created: Date;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly zones: readonly string[];
  readonly securityGroupId: string;
  readonly instanceIds: readonly string[];
  readonly listeners: readonly {
    readonly protocol: 'HTTP' | 'HTTPS' | 'TCP';
    readonly port: number;
    readonly certificateArn: string | null;
    readonly policies: readonly string[];
  }[];
  /** Not in DescribeLoadBalancers; DescribeTags answers them. */
  readonly tags: readonly Tag[];
}

/** Load balancers of the first generation. */
export const classicLoadBalancers: RegionalKind<ClassicLoadBalancer> = {
  kind: 'aws.elb-classic-load-balancer',
  resourceType: 'load_balancer',
  indexOf: trailingNumber,
  generator(scope, plan) {
    const salt = scopeSalt(scope, 'classic-load-balancer');
    const instanceSalt = scopeSalt(scope, 'instance');
    const { region, accountId, counts } = scope;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const name = `${naming.application}-classic-${index + 1}`;
      const vpc = index % counts.vpcs;
      const subnet = plan.subnetInVpc(vpc, index);
      const scheme = random.chance(0.6) ? 'internet-facing' : 'internal';
      const encrypted = random.chance(0.6) !== (revision % 2 === 1);
      const host = `${scheme === 'internal' ? 'internal-' : ''}${name}`;
      return {
        id: name,
        arn: `arn:aws:elasticloadbalancing:${region}:${accountId}:loadbalancer/${name}`,
        region,
        name,
        scheme,
        dnsName: `${host}-${1_000_000 + random.int(1_000_000)}.${region}.elb.amazonaws.com`,
        created: random.time(7),
        vpcId: plan.vpcId(vpc),
        subnetIds: [plan.subnetId(subnet)],
        zones: [plan.zones[plan.zoneOfSubnet(subnet)] ?? region],
        securityGroupId: plan.securityGroupId(plan.groupInVpc(vpc, random.int(1000))),
        instanceIds: index < counts.instances ? [longId('i', instanceSalt, index)] : [],
        listeners: [
          encrypted
            ? {
                protocol: 'HTTPS',
                port: 443,
                certificateArn: certificateOfBalancer(scope, index),
                policies: [random.pick(['ELBSecurityPolicy-2016-08', 'ELBSecurityPolicy-2015-05'])],
              }
            : { protocol: 'HTTP', port: 80, certificateArn: null, policies: [] },
        ],
        tags: drawTags(random, naming, name, revision),
      };
    };
  },
};
