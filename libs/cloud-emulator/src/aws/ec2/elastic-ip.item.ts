import { capacityFor } from '../../estate/collection';
import type { Collection, EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { longId, scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';
import type { Ec2Instance } from './instance.item';
import type { NetworkPlan } from './network-plan';

export interface Ec2ElasticIp extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly publicIp: string;
  /** Null while nothing uses the address. */
  readonly association: {
    readonly id: string;
    readonly instanceId: string;
    readonly interfaceId: string;
    readonly ownerId: string;
    readonly privateIp: string;
  } | null;
  readonly tags: readonly Tag[];
}

/** Which instance has which of the elastic addresses that are listed. */
export interface ElasticHolders {
  /** The instance of an address, or null where the address was never given to one. */
  instanceOf(address: number): number | null;
  allocationIdOf(instance: number): string | null;
  associationIdOf(instance: number): string | null;
}

/** The first addresses belong to the first instances that have an elastic one, in their order. */
export function elasticHolders(scope: AwsScope, instance: Generate<Ec2Instance>): ElasticHolders {
  const salt = scopeSalt(scope, 'elastic-ip');
  let known: ReadonlyMap<number, number> | null = null;
  let order: readonly number[] = [];
  const addresses = (): ReadonlyMap<number, number> => {
    if (known) return known;
    const found: number[] = [];
    for (let at = 0; at < scope.counts.instances; at += 1) {
      if (found.length === scope.counts.elasticIps) break;
      if (instance(at, 0).elasticIp) found.push(at);
    }
    order = found;
    known = new Map(found.map((at, address) => [at, address]));
    return known;
  };
  const idOf = (prefix: string, at: number): string | null => {
    const address = addresses().get(at);
    return address === undefined ? null : longId(prefix, salt, address);
  };
  return {
    instanceOf: (address) => {
      addresses();
      return order[address] ?? null;
    },
    allocationIdOf: (at) => idOf('eipalloc', at),
    associationIdOf: (at) => idOf('eipassoc', at),
  };
}

export function elasticIpGenerator(
  scope: AwsScope,
  plan: NetworkPlan,
  instances: Collection<Ec2Instance>,
  holders: ElasticHolders,
): Generate<Ec2ElasticIp> {
  const salt = scopeSalt(scope, 'elastic-ip');
  const firstSpare = capacityFor(scope.counts.instances);
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = longId('eipalloc', salt, index);
    const holder = holders.instanceOf(index);
    const instance = holder !== null && instances.has(holder) ? instances.item(holder) : null;
    const name = `${naming.application}-ip-${index + 1}`;
    return {
      id,
      arn: `arn:aws:ec2:${scope.region}:${scope.accountId}:elastic-ip/${id}`,
      region: scope.region,
      name,
      publicIp: plan.publicIp(holder ?? firstSpare + index),
      association:
        instance?.publicIp && instance.privateIp
          ? {
              id: longId('eipassoc', salt, index),
              instanceId: instance.id,
              interfaceId: instance.interfaceId,
              ownerId: scope.accountId,
              privateIp: instance.privateIp,
            }
          : null,
      tags: drawTags(random, naming, random.chance(0.6) ? name : null, revision),
    };
  };
}
