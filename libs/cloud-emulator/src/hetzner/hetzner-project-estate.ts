import { Collection, capacityFor } from '../estate/collection';
import type { EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow, Shelf } from '../estate/estate';
import type { HetznerCounts, HetznerKind, HetznerProjectSpec } from '../estate/estate-spec';
import { firewallGenerator } from './firewall.item';
import type { HetznerFirewall } from './firewall.item';
import { networkGenerator } from './network.item';
import type { HetznerNetwork } from './network.item';
import { serverGenerator } from './server.item';
import type { HetznerServer } from './server.item';
import { volumeGenerator } from './volume.item';
import type { HetznerVolume } from './volume.item';

/** Where generated Hetzner items live. */
export interface HetznerScope {
  readonly seed: number;
  readonly projectName: string;
  readonly counts: Required<HetznerCounts>;
  /** Ids start here in every kind: numbers are unique within a kind only, as in the real API. */
  readonly firstId: number;
}

export interface HetznerProjectEstate {
  readonly spec: HetznerProjectSpec;
  readonly servers: Collection<HetznerServer>;
  readonly networks: Collection<HetznerNetwork>;
  readonly firewalls: Collection<HetznerFirewall>;
  readonly volumes: Collection<HetznerVolume>;
  readonly shelves: readonly Shelf[];
  readonly nextId: number;
}

export function hetznerProjectEstate(
  seed: number,
  spec: HetznerProjectSpec,
  firstId: number,
): HetznerProjectEstate {
  const { servers = 0, networks = 0, firewalls = 0, volumes = 0 } = spec.counts;
  const counts = { servers, networks, firewalls, volumes };
  const scope: HetznerScope = { seed, projectName: spec.projectName, counts, firstId };
  const shelves: Shelf[] = [];
  const shelve = <T extends EmulatedItem>(
    kind: HetznerKind,
    count: number,
    generate: Generate<T>,
  ): Collection<T> => {
    const items = new Collection(count, capacityFor(count), generate, (id) =>
      /^\d+$/.test(id) ? Number(id) - firstId : null,
    );
    const account = spec.projectName;
    shelves.push({
      provider: 'hetzner',
      account,
      kind,
      region: null,
      items,
      ledgerRows: (item) => ledgerRows(kind, item),
    });
    return items;
  };
  const serverItems = shelve('server', servers, serverGenerator(scope));
  const hasServer = (server: number): boolean => serverItems.has(server);
  return {
    spec,
    servers: serverItems,
    networks: shelve('network', networks, networkGenerator(scope, hasServer)),
    firewalls: shelve('firewall', firewalls, firewallGenerator(scope, hasServer)),
    volumes: shelve('volume', volumes, volumeGenerator(scope, hasServer)),
    shelves,
    nextId: firstId + capacityFor(Math.max(servers, networks, firewalls, volumes)),
  };
}

/** A network brings its subnet along. */
function ledgerRows(kind: HetznerKind, item: EmulatedItem): LedgerRow[] {
  const resourceId = `${kind}/${item.id}`;
  const resourceType = kind === 'server' ? 'vm' : kind;
  const row = { resourceId, resourceType, name: item.name };
  if (kind !== 'network') return [row];
  const cidr = (item as HetznerNetwork).subnet.ipRange;
  const subnet = { resourceId: `${resourceId}/subnet/${cidr}`, resourceType: 'subnet', name: null };
  return [row, subnet];
}
