import { Collection, capacityFor } from '../estate/collection';
import type { EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow, Shelf } from '../estate/estate';
import type { CloudKind } from '../estate/estate-spec';
import { addressGenerator, type GcpAddress } from './address.item';
import { bucketGenerator, type GcpBucket } from './bucket.item';
import { clusterGenerator, type GcpCluster } from './cluster.item';
import { diskGenerator, type GcpDisk } from './disk.item';
import { firewallGenerator, firewallIndex, type GcpFirewall } from './firewall.item';
import { forwardingRuleGenerator, type GcpForwardingRule } from './forwarding-rule.item';
import type { GcpAccountSpec, GcpCounts } from './gcp-account-spec';
import { projectNumberOf, type GcpScope } from './gcp-scope';
import { imageGenerator, type GcpImage } from './image.item';
import { instanceGenerator, type GcpInstance } from './instance.item';
import { indexInName } from './item-names';
import { ledgerRowsOf } from './ledger-rows';
import { managedItems, type GcpManagedItems } from './managed-items';
import { networkGenerator, type GcpNetwork } from './network.item';
import { projectGenerator, type GcpProject } from './project.item';
import { routerGenerator, type GcpRouter } from './router.item';
import { snapshotGenerator, type GcpSnapshot } from './snapshot.item';
import { sqlInstanceGenerator, type GcpSqlInstance } from './sql-instance.item';
import { subnetworkGenerator, type GcpSubnetwork } from './subnetwork.item';

/** A project and what is in it. */
export interface GcpProjectEstate extends GcpAccountSpec, GcpManagedItems {
  readonly scope: GcpScope;
  /** The one item that is the project. */
  readonly itself: Collection<GcpProject>;
  readonly instances: Collection<GcpInstance>;
  readonly disks: Collection<GcpDisk>;
  readonly snapshots: Collection<GcpSnapshot>;
  readonly images: Collection<GcpImage>;
  readonly networks: Collection<GcpNetwork>;
  readonly subnetworks: Collection<GcpSubnetwork>;
  readonly firewalls: Collection<GcpFirewall>;
  readonly addresses: Collection<GcpAddress>;
  readonly routers: Collection<GcpRouter>;
  readonly forwardingRules: Collection<GcpForwardingRule>;
  readonly sqlInstances: Collection<GcpSqlInstance>;
  readonly buckets: Collection<GcpBucket>;
  readonly clusters: Collection<GcpCluster>;
  readonly shelves: readonly Shelf[];
}

/** Builds a project from its spec. */
export function gcpProjectEstate(seed: number, spec: GcpAccountSpec): GcpProjectEstate {
  const project = spec.account;
  const counts = complete(spec.counts);
  const projectNumber = projectNumberOf(seed, project);
  const scope: GcpScope = { seed, project, projectNumber, counts };
  const shelves: Shelf[] = [];
  const shelve = <T extends EmulatedItem>(
    kind: CloudKind,
    count: number,
    generate: Generate<T>,
    claimedIndex: (id: string) => number | null = indexInName,
  ): Collection<T> => {
    const items = new Collection(count, capacityFor(count), generate, claimedIndex);
    shelves.push({
      provider: 'gcp',
      account: project,
      kind,
      region: null,
      items,
      ledgerRows: (item): LedgerRow[] => ledgerRowsOf(scope, kind, item),
    });
    return items;
  };
  const itself = new Collection(1, 1, projectGenerator(scope), (id) => (id === project ? 0 : null));
  shelves.push({
    provider: 'gcp',
    account: project,
    kind: 'gcp.project',
    region: null,
    items: itself,
    isFixed: true,
    ledgerRows: (item): LedgerRow[] => ledgerRowsOf(scope, 'gcp.project', item),
  });
  const instances = shelve('gcp.instance', counts.instances, instanceGenerator(scope));
  const hasInstance = (instance: number): boolean => instances.has(instance);
  const disks = shelve('gcp.disk', counts.disks, diskGenerator(scope, hasInstance));
  return {
    ...spec,
    scope,
    itself,
    instances,
    disks,
    snapshots: shelve(
      'gcp.snapshot',
      counts.snapshots,
      snapshotGenerator(scope, (disk) => disks.item(disk)),
    ),
    images: shelve('gcp.image', counts.images, imageGenerator(scope)),
    networks: shelve('gcp.network', counts.networks, networkGenerator(scope), (id) =>
      id === 'default' ? 0 : indexInName(id),
    ),
    subnetworks: shelve('gcp.subnetwork', counts.subnetworks, subnetworkGenerator(scope)),
    firewalls: shelve('gcp.firewall', counts.firewalls, firewallGenerator(scope), firewallIndex),
    addresses: shelve('gcp.address', counts.addresses, addressGenerator(scope, hasInstance)),
    routers: shelve('gcp.router', counts.routers, routerGenerator(scope)),
    forwardingRules: shelve(
      'gcp.forwarding-rule',
      counts.forwardingRules,
      forwardingRuleGenerator(scope),
    ),
    sqlInstances: shelve('gcp.sql-instance', counts.sqlInstances, sqlInstanceGenerator(scope)),
    buckets: shelve('gcp.bucket', counts.buckets, bucketGenerator(scope)),
    clusters: shelve('gcp.cluster', counts.clusters, clusterGenerator(scope)),
    ...managedItems(scope, shelve),
    shelves,
  };
}

function complete(counts: GcpCounts): Required<GcpCounts> {
  const { instances = 0, routers = 0, forwardingRules = 0, firewalls = 0, addresses = 0 } = counts;
  const { clusters = 0 } = counts;
  const placed = instances + routers + forwardingRules + firewalls + addresses + clusters > 0;
  const networks = counts.networks ?? (placed ? 1 : 0);
  return {
    ...NONE,
    disks: instances,
    subnetworks: networks * 3,
    ...counts,
    networks,
  };
}

const NONE: Required<GcpCounts> = {
  instances: 0,
  disks: 0,
  snapshots: 0,
  images: 0,
  networks: 0,
  subnetworks: 0,
  firewalls: 0,
  addresses: 0,
  routers: 0,
  forwardingRules: 0,
  sqlInstances: 0,
  buckets: 0,
  clusters: 0,
  serviceAccounts: 0,
  kmsKeys: 0,
  secrets: 0,
  runServices: 0,
  functions: 0,
  datasets: 0,
  topics: 0,
  subscriptions: 0,
  managedZones: 0,
  repositories: 0,
};
