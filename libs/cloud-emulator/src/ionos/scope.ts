import type { EmulatedItem } from '../estate/collection';
import { drawNaming, type Naming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import type { IonosAccountSpec, IonosDatacenterCounts } from './account-spec';
import { timestamp } from './entity';
import { idSpace, type IdSpace } from './ids';

/** What every generated item has here. */
export interface IonosItem extends EmulatedItem {
  readonly index: number;
  readonly revision: number;
  readonly created: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A virtual data center, as far as it does not change while it is served. */
export interface Datacenter {
  readonly index: number;
  readonly id: string;
  readonly name: string | null;
  readonly location: string;
  readonly created: string;
  /** Whether its first security group takes in every new server. */
  readonly hasDefaultGroup: boolean;
  readonly hasIpv6: boolean;
  readonly counts: Required<IonosDatacenterCounts>;
}

export interface IonosScope {
  readonly seed: number;
  readonly account: string;
  readonly ipBlocks: number;
  readonly datacenters: readonly Datacenter[];
}

export const LOCATIONS = ['de/fra', 'de/txl', 'gb/lhr', 'es/vit', 'us/las', 'us/ewr', 'fr/par'];

export function scopeOf(seed: number, spec: IonosAccountSpec): IonosScope {
  const { account, datacenters = 0, each = {}, ipBlocks = 0 } = spec;
  const counts = {
    servers: each.servers ?? 0,
    volumes: each.volumes ?? 0,
    lans: each.lans ?? ((each.servers ?? 0) > 0 ? 2 : 0),
    securityGroups: each.securityGroups ?? 0,
    networkLoadBalancers: each.networkLoadBalancers ?? 0,
    applicationLoadBalancers: each.applicationLoadBalancers ?? 0,
    loadBalancers: each.loadBalancers ?? 0,
    natGateways: each.natGateways ?? 0,
  };
  const ids = idSpace(seed, account, 'datacenter');
  const salt = saltOf(seed, account, 'datacenter');
  return {
    seed,
    account,
    ipBlocks,
    datacenters: Array.from({ length: datacenters }, (_, index) => {
      const random = new ItemRandom(salt, index);
      const { environment, application } = drawNaming(random);
      return {
        index,
        id: ids.idOf(index),
        // Names are optional.
        name: index % 9 === 8 ? null : `${environment}-${application}-${index + 1}`,
        location: LOCATIONS[index % LOCATIONS.length] ?? 'de/fra',
        created: timestamp(random.time()),
        hasDefaultGroup: index % 2 === 0 && counts.securityGroups > 0,
        hasIpv6: index % 2 === 1,
        counts,
      };
    }),
  };
}

/** What a generator of one kind starts from. */
export interface Draw {
  readonly random: ItemRandom;
  readonly naming: Naming;
  readonly common: Pick<IonosItem, 'id' | 'index' | 'revision' | 'created' | 'labels'>;
}

/** Makes the drawing of items of a kind: `place` is a data center's id, or empty for the contract. */
export function drawer(
  scope: IonosScope,
  kind: string,
  place: string,
): { ids: IdSpace; draw: (index: number, revision: number) => Draw } {
  const ids = idSpace(scope.seed, scope.account, kind, place);
  const salt = saltOf(scope.seed, scope.account, kind, place);
  return {
    ids,
    draw: (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const created = timestamp(random.time());
      const labels = drawLabels(random, naming, revision);
      return {
        random,
        naming,
        common: { id: ids.idOf(index), index, revision, created, labels },
      };
    },
  };
}

function drawLabels(random: ItemRandom, naming: Naming, revision: number): Record<string, string> {
  const labels: Record<string, string> = {};
  if (!random.chance(0.2)) {
    labels['environment'] = naming.environment;
    labels['app'] = naming.application;
  }
  if (random.chance(0.3)) labels['team'] = naming.team;
  if (random.chance(0.03)) labels['constructor'] = 'label';
  if (revision > 0) labels['revision'] = String(revision);
  return labels;
}
