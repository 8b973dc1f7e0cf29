import type { Collection, EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom, mix32 } from '../../estate/random';
import { longId, scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';
import type { ElasticHolders } from './elastic-ip.item';
import { macAddress } from './instance.item';
import type { Ec2Instance } from './instance.item';
import type { NetworkPlan } from './network-plan';

export interface Ec2NetworkInterface extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly ownerId: string;
  readonly subnetId: string;
  readonly vpcId: string;
  readonly zone: string;
  readonly status: 'available' | 'in-use';
  readonly type: 'interface' | 'nat_gateway';
  readonly description: string;
  /** The service that made it for itself, such as `amazon-elb`. */
  readonly requester: string | null;
  readonly macAddress: string;
  readonly privateIp: string;
  readonly sourceDestCheck: boolean;
  readonly groups: Ec2Instance['groups'];
  readonly association: {
    readonly publicIp: string;
    readonly ipOwnerId: string;
    readonly allocationId: string | null;
    readonly associationId: string | null;
  } | null;
  readonly attachment: {
    readonly id: string;
    /** Null for what a service attached to something of its own. */
    readonly instanceId: string | null;
    readonly instanceOwnerId: string;
    readonly attached: Date;
  } | null;
  readonly tags: readonly Tag[];
}

type Use = Pick<
  Ec2NetworkInterface,
  'status' | 'type' | 'description' | 'requester' | 'sourceDestCheck'
>;

/** What interfaces are for that belong to no instance. */
const USES: readonly Use[] = [
  use('available', 'interface', 'kept for fail-over', null, true),
  use('in-use', 'interface', 'ELB app/web/50dc6c495c0c9188', 'amazon-elb', true),
  use('in-use', 'interface', 'RDSNetworkInterface', 'amazon-rds', true),
  use('in-use', 'nat_gateway', 'Interface for NAT Gateway', 'amazon-aws', false),
];

/**
 * Interface `i` is the one of instance `i` as long as that instance is in a network. The others are
 * spare or belong to services.
 */
export function networkInterfaceGenerator(
  scope: AwsScope,
  plan: NetworkPlan,
  instances: Collection<Ec2Instance>,
  holders: ElasticHolders,
  groupName: (group: number) => string,
): Generate<Ec2NetworkInterface> {
  const salt = scopeSalt(scope, 'interface');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = longId('eni', salt, index);
    const found = instances.has(index) ? instances.item(index) : null;
    const instance = found?.privateIp ? found : null;
    const subnet = plan.subnetOfInstance(index);
    const vpc = plan.vpcOfSubnet(subnet);
    const group = plan.groupInVpc(vpc, random.int(1000));
    const name = `${naming.application}-${naming.role}-eni-${index + 1}`;
    const purpose = random.pick(USES);
    const free = instance ? use('in-use', 'interface', '', null, true) : purpose;
    return {
      id,
      arn: `arn:aws:ec2:${scope.region}:${scope.accountId}:network-interface/${id}`,
      region: scope.region,
      name,
      ownerId: scope.accountId,
      subnetId: plan.subnetId(subnet),
      vpcId: plan.vpcId(vpc),
      zone: plan.zones[plan.zoneOfSubnet(subnet)] ?? scope.region,
      ...free,
      macAddress: macAddress(mix32(salt ^ index)),
      privateIp: plan.privateIp(index),
      groups: instance?.groups ?? [{ id: plan.securityGroupId(group), name: groupName(group) }],
      association: instance?.publicIp
        ? {
            publicIp: instance.publicIp,
            ipOwnerId: instance.elasticIp ? scope.accountId : 'amazon',
            allocationId: instance.elasticIp ? holders.allocationIdOf(index) : null,
            associationId: instance.elasticIp ? holders.associationIdOf(index) : null,
          }
        : null,
      attachment:
        free.status === 'available'
          ? null
          : {
              id: longId('eni-attach', salt, index),
              instanceId: instance?.id ?? null,
              instanceOwnerId: instance ? scope.accountId : (free.requester ?? 'amazon-aws'),
              attached: instance?.launchTime ?? random.time(),
            },
      tags: drawTags(random, naming, random.chance(0.5) ? name : null, revision),
    };
  };
}

function use(
  status: Use['status'],
  type: Use['type'],
  description: string,
  requester: string | null,
  sourceDestCheck: boolean,
): Use {
  return { status, type, description, requester, sourceDestCheck };
}
