import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming, hostName } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { DISTRIBUTIONS, GPU_SIZES, SIZES, distributionJson, regionAt } from './catalogue';
import type { DigitalOceanRegion, DigitalOceanSize, DistributionImage } from './catalogue';
import { drawTagNames, publicIpv4, publicIpv6, timestamp } from './identifiers';
import {
  clusterOfDroplet,
  firewallOf,
  firewallTag,
  idOf,
  volumeOfDroplet,
  vpcOf,
  vpcUuid,
} from './scope';
import type { DigitalOceanScope } from './scope';

export interface DigitalOceanDroplet extends EmulatedItem {
  readonly status: 'new' | 'active' | 'off';
  readonly created: string;
  readonly place: DigitalOceanRegion;
  readonly size: DigitalOceanSize;
  readonly image: DistributionImage;
  /** Null: the droplet has no public interface. */
  readonly ipv4: string | null;
  readonly ipv6: string | null;
  readonly privateIp: string;
  readonly vpcUuid: string;
  readonly volumeIds: readonly string[];
  readonly backups: boolean;
  readonly dropletTags: readonly string[];
}

export function dropletGenerator(
  scope: DigitalOceanScope,
  kind: 'droplet' | 'gpu-droplet',
): Generate<DigitalOceanDroplet> {
  const salt = saltOf(scope.seed, scope.account, kind);
  const first = scope.firstNumber + (kind === 'droplet' ? 0 : scope.numbersAKind);
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const number = first + index;
    const plain = kind === 'droplet';
    const cluster = plain ? clusterOfDroplet(scope, index) : null;
    const clusterId = cluster === null ? null : idOf(scope, 'kubernetes-cluster', cluster);
    const firewall = plain ? firewallOf(scope, index) : null;
    const tag = firewall === null ? null : firewallTag(firewall);
    const volume = plain ? volumeOfDroplet(scope, index) : null;
    const running = random.chance(0.9) !== (revision % 2 === 1);
    const place = regionAt(vpcOf(scope, index));
    return {
      id: String(number),
      region: place.slug,
      name: hostName(naming, index),
      status: running ? (random.chance(0.99) ? 'active' : 'new') : 'off',
      created: timestamp(random.time()),
      place,
      size: random.pick(plain ? SIZES : GPU_SIZES),
      image: random.pick(DISTRIBUTIONS),
      ipv4: random.chance(0.85) ? publicIpv4(number) : null,
      ipv6: random.chance(0.4) ? publicIpv6(number, random.chance(0.5)) : null,
      privateIp: privateIp(scope, index, plain),
      vpcUuid: vpcUuid(scope, index),
      volumeIds: volume === null ? [] : [idOf(scope, 'volume', volume)],
      backups: random.chance(0.4),
      dropletTags: [
        ...(clusterId === null ? [] : ['k8s', 'k8s:worker', `k8s:${clusterId}`]),
        ...(tag === null ? [] : [tag]),
        ...drawTagNames(random, naming, revision),
      ],
    };
  };
}

export function dropletJson(droplet: DigitalOceanDroplet): Record<string, unknown> {
  const { size, image } = droplet;
  return {
    id: Number(droplet.id),
    name: droplet.name,
    memory: size.memory,
    vcpus: size.vcpus,
    disk: size.disk,
    disk_info: [{ type: 'local', size: { amount: size.disk, unit: 'gib' } }],
    locked: false,
    status: droplet.status,
    kernel: null,
    created_at: droplet.created,
    features: [
      ...(droplet.backups ? ['backups'] : []),
      ...(droplet.ipv6 === null ? [] : ['ipv6']),
      'private_networking',
    ],
    backup_ids: [],
    next_backup_window: droplet.backups
      ? { start: '2026-06-02T00:00:00Z', end: '2026-06-02T23:00:00Z' }
      : null,
    snapshot_ids: [],
    image: distributionJson(image),
    volume_ids: droplet.volumeIds,
    size,
    size_slug: size.slug,
    networks: { v4: interfacesV4(droplet), v6: interfacesV6(droplet) },
    region: droplet.place,
    tags: droplet.dropletTags,
    vpc_uuid: droplet.vpcUuid,
  };
}

function interfacesV4({ ipv4, privateIp: inside }: DigitalOceanDroplet): unknown[] {
  const gateway = (ip: string): string => `${ip.split('.').slice(0, 3).join('.')}.1`;
  return [
    ...(ipv4 === null
      ? []
      : [{ ip_address: ipv4, netmask: '255.255.240.0', gateway: gateway(ipv4), type: 'public' }]),
    { ip_address: inside, netmask: '255.255.0.0', gateway: gateway(inside), type: 'private' },
  ];
}

function interfacesV6({ ipv6 }: DigitalOceanDroplet): unknown[] {
  if (ipv6 === null) return [];
  return [{ ip_address: ipv6, netmask: 64, gateway: '2604:a880:4:1d0::1', type: 'public' }];
}

/** The range of a VPC is a /16; machines with GPUs are in its upper half. */
function privateIp(scope: DigitalOceanScope, index: number, plain: boolean): string {
  const host = 2 + (Math.floor(index / scope.counts.vpcs) % 30_000) + (plain ? 0 : 32_768);
  return `10.${vpcOf(scope, index) % 256}.${host >>> 8}.${host & 255}`;
}
