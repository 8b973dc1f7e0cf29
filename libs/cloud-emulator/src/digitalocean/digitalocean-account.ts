import { Collection, capacityFor } from '../estate/collection';
import type { EmulatedItem, Generate } from '../estate/collection';
import type { Shelf } from '../estate/estate';
import { saltOf } from '../estate/random';
import { appGenerator } from './app.item';
import type { DigitalOceanApp } from './app.item';
import { certificateGenerator } from './certificate.item';
import type { DigitalOceanCertificate } from './certificate.item';
import { countsOf } from './counts';
import { databaseGenerator } from './database.item';
import type { DigitalOceanDatabase } from './database.item';
import type { DigitalOceanAccountSpec } from './digitalocean-spec';
import { domainGenerator, indexOfDomain } from './domain.item';
import type { DigitalOceanDomain } from './domain.item';
import { dropletGenerator } from './droplet.item';
import type { DigitalOceanDroplet } from './droplet.item';
import { firewallGenerator } from './firewall.item';
import type { DigitalOceanFirewall } from './firewall.item';
import { indexOfUuid, numberOfIpv4, numberOfIpv6 } from './identifiers';
import { imageGenerator, imageNumber } from './image.item';
import type { DigitalOceanImage } from './image.item';
import { clusterGenerator } from './kubernetes-cluster.item';
import type { DigitalOceanCluster } from './kubernetes-cluster.item';
import { ledgerRows } from './ledger-rows';
import type { DigitalOceanKind } from './ledger-rows';
import { loadBalancerGenerator } from './load-balancer.item';
import type { DigitalOceanLoadBalancer } from './load-balancer.item';
import { reservedIpGenerator, reservedNumber } from './reserved-ip.item';
import type { DigitalOceanReservedIp } from './reserved-ip.item';
import type { DigitalOceanScope, ReferredKind } from './scope';
import { snapshotGenerator, snapshotNumber } from './snapshot.item';
import type { DigitalOceanSnapshot } from './snapshot.item';
import { indexOfSpace, spaceGenerator } from './space.item';
import type { DigitalOceanSpace } from './space.item';
import { volumeGenerator } from './volume.item';
import type { DigitalOceanVolume } from './volume.item';
import { vpcGenerator } from './vpc.item';
import type { DigitalOceanVpc } from './vpc.item';

/** The numbers of eight kinds follow each other. */
const NUMBERED_KINDS = 8;

/** Everything of one account. */
export interface DigitalOceanAccount {
  readonly account: string;
  readonly deniedPaths: readonly string[];
  readonly spec: DigitalOceanAccountSpec;
  readonly droplets: Collection<DigitalOceanDroplet>;
  readonly gpuDroplets: Collection<DigitalOceanDroplet>;
  readonly images: Collection<DigitalOceanImage>;
  readonly volumes: Collection<DigitalOceanVolume>;
  readonly dropletSnapshots: Collection<DigitalOceanSnapshot>;
  readonly volumeSnapshots: Collection<DigitalOceanSnapshot>;
  readonly vpcs: Collection<DigitalOceanVpc>;
  readonly firewalls: Collection<DigitalOceanFirewall>;
  readonly loadBalancers: Collection<DigitalOceanLoadBalancer>;
  readonly reservedIps: Collection<DigitalOceanReservedIp>;
  readonly reservedIpv6s: Collection<DigitalOceanReservedIp>;
  readonly domains: Collection<DigitalOceanDomain>;
  readonly certificates: Collection<DigitalOceanCertificate>;
  readonly apps: Collection<DigitalOceanApp>;
  readonly databases: Collection<DigitalOceanDatabase>;
  readonly clusters: Collection<DigitalOceanCluster>;
  readonly spaces: Collection<DigitalOceanSpace>;
  readonly shelves: readonly Shelf[];
  /** Free for the next account. */
  readonly nextNumber: number;
}

/** Builds an account; `firstNumber` and what follows it is free for its ids. */
export function digitalOceanAccount(
  seed: number,
  spec: DigitalOceanAccountSpec,
  firstNumber: number,
): DigitalOceanAccount {
  const counts = countsOf(spec.counts);
  const numbersAKind = capacityFor(Math.max(...Object.values(counts)));
  const referred = new Map<ReferredKind, Collection<EmulatedItem>>();
  const scope: DigitalOceanScope = {
    seed,
    account: spec.account,
    counts,
    firstNumber,
    numbersAKind,
    exists: (kind, index) => referred.get(kind)?.has(index) ?? false,
  };
  const shelves: Shelf[] = [];
  const shelve = <T extends EmulatedItem>(
    kind: DigitalOceanKind,
    count: number,
    generate: Generate<T>,
    indexOf: (id: string) => number | null,
  ): Collection<T> => {
    const items = new Collection(count, capacityFor(count), generate, indexOf);
    shelves.push({
      provider: 'digitalocean',
      account: spec.account,
      kind: `digitalocean.${kind}`,
      region: null,
      items,
      ledgerRows: (item) => ledgerRows(spec, kind, item),
    });
    return items;
  };
  const numbered =
    (first: number) =>
    (id: string): number | null =>
      /^\d+$/.test(id) ? Number(id) - first : null;
  const byUuid = (kind: DigitalOceanKind): ((id: string) => number | null) => {
    const salt = saltOf(seed, spec.account, kind);
    return (id) => indexOfUuid(salt, id);
  };
  const since = (number: number | null): number | null =>
    number === null ? null : number - reservedNumber(scope);
  const droplets = shelve(
    'droplet',
    counts.droplets,
    dropletGenerator(scope, 'droplet'),
    numbered(firstNumber),
  );
  const vpcs = shelve('vpc', counts.vpcs, vpcGenerator(scope), byUuid('vpc'));
  const loadBalancers = shelve(
    'load-balancer',
    counts.loadBalancers,
    loadBalancerGenerator(scope),
    byUuid('load-balancer'),
  );
  const clusters = shelve(
    'kubernetes-cluster',
    counts.kubernetesClusters,
    clusterGenerator(scope),
    byUuid('kubernetes-cluster'),
  );
  const certificates = shelve(
    'certificate',
    counts.certificates,
    certificateGenerator(scope),
    byUuid('certificate'),
  );
  referred
    .set('certificate', certificates)
    .set('droplet', droplets)
    .set('vpc', vpcs)
    .set('load-balancer', loadBalancers)
    .set('kubernetes-cluster', clusters);
  return {
    account: spec.account,
    deniedPaths: spec.deniedPaths ?? [],
    spec,
    droplets,
    vpcs,
    loadBalancers,
    clusters,
    gpuDroplets: shelve(
      'gpu-droplet',
      counts.gpuDroplets,
      dropletGenerator(scope, 'gpu-droplet'),
      numbered(firstNumber + numbersAKind),
    ),
    volumes: shelve('volume', counts.volumes, volumeGenerator(scope), byUuid('volume')),
    dropletSnapshots: shelve(
      'droplet-snapshot',
      counts.dropletSnapshots,
      snapshotGenerator(scope, 'droplet'),
      numbered(snapshotNumber(scope)),
    ),
    volumeSnapshots: shelve(
      'volume-snapshot',
      counts.volumeSnapshots,
      snapshotGenerator(scope, 'volume'),
      byUuid('volume-snapshot'),
    ),
    images: shelve('image', counts.images, imageGenerator(scope), numbered(imageNumber(scope))),
    firewalls: shelve('firewall', counts.firewalls, firewallGenerator(scope), byUuid('firewall')),
    databases: shelve('database', counts.databases, databaseGenerator(scope), byUuid('database')),
    reservedIps: shelve(
      'reserved-ip',
      counts.reservedIps,
      reservedIpGenerator(scope, 'reserved-ip'),
      (id) => since(numberOfIpv4(id)),
    ),
    reservedIpv6s: shelve(
      'reserved-ipv6',
      counts.reservedIpv6s,
      reservedIpGenerator(scope, 'reserved-ipv6'),
      (id) => since(numberOfIpv6(id)),
    ),
    domains: shelve('domain', counts.domains, domainGenerator(scope), indexOfDomain),
    certificates,
    apps: shelve('app', counts.apps, appGenerator(scope), byUuid('app')),
    spaces: shelve('space', counts.spaces, spaceGenerator(scope), indexOfSpace),
    shelves,
    nextNumber: firstNumber + NUMBERED_KINDS * numbersAKind,
  };
}
