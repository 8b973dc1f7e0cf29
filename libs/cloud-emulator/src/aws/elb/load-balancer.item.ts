import type { EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom, hex8, mix32 } from '../../estate/random';
import { certificateOfBalancer } from '../acm/acm.service';
import type { NetworkPlan } from '../ec2/network-plan';
import { scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';

export interface ElbListener {
  readonly arn: string;
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP';
  readonly sslPolicy: string | null;
  readonly certificateArn: string | null;
  /** Null: requests are sent back, to come by HTTPS. */
  readonly targetGroupArn: string | null;
}

export interface ElbLoadBalancer extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly type: 'application' | 'network';
  readonly scheme: 'internet-facing' | 'internal';
  readonly dnsName: string;
  readonly created: Date;
  readonly state: 'active' | 'provisioning';
  readonly vpcId: string;
  readonly zones: readonly { readonly name: string; readonly subnetId: string }[];
  /** Network load balancers may have none. */
  readonly securityGroups: readonly string[];
  readonly ipAddressType: 'ipv4' | 'dualstack';
  readonly listeners: readonly ElbListener[];
  /** Not in DescribeLoadBalancers; DescribeTags answers them. */
  readonly tags: readonly Tag[];
}

export function loadBalancerGenerator(
  scope: AwsScope,
  plan: NetworkPlan,
): Generate<ElbLoadBalancer> {
  const salt = scopeSalt(scope, 'load-balancer');
  const arnPrefix = `arn:aws:elasticloadbalancing:${scope.region}:${scope.accountId}`;
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const type = random.chance(0.75) ? 'application' : 'network';
    const scheme = random.chance(0.55) ? 'internet-facing' : 'internal';
    const suffix = `${hex8(mix32(index ^ salt))}${random.hex(8)}`;
    const name = `${naming.application}-${naming.environment}-${index + 1}`;
    const path = `${type === 'application' ? 'app' : 'net'}/${name}/${suffix}`;
    const subnet = plan.subnetOfInstance(index);
    const vpc = plan.vpcOfSubnet(subnet);
    const subnets = new Set([0, 1].map((choice) => plan.subnetInVpc(vpc, choice)));
    const dualstack = random.chance(0.15) !== (revision % 2 === 1);
    const host = scheme === 'internal' ? `internal-${name}` : name;
    const arn = `${arnPrefix}:loadbalancer/${path}`;
    return {
      id: name,
      arn,
      region: scope.region,
      name,
      type,
      scheme,
      dnsName:
        type === 'application'
          ? `${host}-${parseInt(suffix.slice(0, 7), 16)}.${scope.region}.elb.amazonaws.com`
          : `${name}-${suffix}.elb.${scope.region}.amazonaws.com`,
      created: random.time(),
      state: random.chance(0.97) ? 'active' : 'provisioning',
      vpcId: plan.vpcId(vpc),
      zones: [...subnets].map((each) => ({
        name: plan.zones[plan.zoneOfSubnet(each)] ?? scope.region,
        subnetId: plan.subnetId(each),
      })),
      securityGroups:
        type === 'application'
          ? [plan.securityGroupId(plan.groupInVpc(vpc, random.int(1000)))]
          : [],
      ipAddressType: dualstack ? 'dualstack' : 'ipv4',
      listeners: listeners(random, scope, index, path, type === 'application'),
      tags: drawTags(random, naming, name, revision),
    };
  };
}

/** Load balancer names end in their number, counted from one. */
export function indexOfLoadBalancerId(id: string): number | null {
  const number = /^(?:arn:.*\/)?[a-z-]+-(\d+)(?:\/[0-9a-f]{16})?$/.exec(id)?.[1];
  return number === undefined ? null : Number(number) - 1;
}

/**
 * A fifth of the application load balancers still speak plain HTTP only, and a third of the others
 * serve it beside HTTPS.
 */
function listeners(
  random: ItemRandom,
  scope: AwsScope,
  index: number,
  path: string,
  application: boolean,
): ElbListener[] {
  const prefix = `arn:aws:elasticloadbalancing:${scope.region}:${scope.accountId}`;
  const suffix = path.slice(path.lastIndexOf('/') + 1);
  const encrypted = random.chance(0.8);
  const ports = encrypted ? [443, 80] : [80];
  return ports.map((port, at) => {
    const tls = application && port === 443;
    const redirects = application && encrypted && port === 80 && index % 3 !== 0;
    return {
      arn: `${prefix}:listener/${path}/${suffix.slice(0, 15)}${at}`,
      port,
      protocol: application ? (tls ? 'HTTPS' : 'HTTP') : 'TCP',
      sslPolicy: tls ? random.pick(SSL_POLICIES) : null,
      certificateArn: tls ? certificateOfBalancer(scope, index) : null,
      targetGroupArn: redirects ? null : `${prefix}:targetgroup/targets-${at}/${suffix}`,
    };
  });
}

const SSL_POLICIES = [
  'ELBSecurityPolicy-TLS13-1-2-2021-06',
  'ELBSecurityPolicy-TLS13-1-2-2021-06',
  'ELBSecurityPolicy-2016-08',
  'ELBSecurityPolicy-TLS-1-0-2015-04',
] as const;
