import { discoveredResourceSchema, type DiscoveredResource } from '@skyledger/resource-model';
import { toImage } from './compute/image.mapper';
import { readFlavors } from './compute/flavors';
import { toInstance } from './compute/instance.mapper';
import { toDatabase } from './database/service.mapper';
import { toDedicatedServer } from './dedicated/server.mapper';
import { toAddressBlock } from './ip/address.mapper';
import { toEdgeFirewall } from './ip/firewall.mapper';
import { toCluster } from './kubernetes/cluster.mapper';
import { toFloatingIp } from './network/floating-ip.mapper';
import { toLoadBalancer } from './network/load-balancer.mapper';
import { toNetwork } from './network/network.mapper';
import { toSubnet } from './network/subnet.mapper';
import { toVrack } from './network/vrack.mapper';
import { readCatalogue } from './prices/catalogue';
import { toBucket } from './storage/bucket.mapper';
import { toContainer } from './storage/container.mapper';
import { toSecurityGroup } from './openstack/security-group.mapper';
import { toVolumeSnapshot } from './storage/volume-snapshot.mapper';
import { toVolume } from './storage/volume.mapper';
import { aCatalogue, anAddon, aPricing } from './testing/catalogue';
import * as payloads from './testing/payloads';
import { oddVariants, PROJECT } from './testing/payloads';
import { toVps } from './vps/server.mapper';

type Payload = Readonly<Record<string, unknown>>;
type Map = (raw: Payload) => DiscoveredResource | null;

const place = { project: PROJECT, region: 'GRA11', networkId: 'net-1', vrack: 'vrack-urn' };
const routes = { services: new Map<string, string>(), instances: new Map<string, string>() };

const CATALOGUE = readCatalogue(
  aCatalogue([
    anAddon('b3-8.consumption', [aPricing()]),
    anAddon('volume.high-speed.consumption', [aPricing({ price: 11_510 })]),
  ]),
  'FR',
);

const MAPPERS: [name: string, payload: Payload, map: Map][] = [
  ['instance', payloads.INSTANCE, (raw) => toInstance(raw, PROJECT, null)],
  ['flavor', payloads.FLAVOR, (raw) => toInstance(payloads.INSTANCE, PROJECT, readFlavors([raw]))],
  [
    'instance with a price',
    payloads.INSTANCE,
    (raw) => toInstance(raw, PROJECT, readFlavors([payloads.FLAVOR]), undefined, CATALOGUE),
  ],
  [
    'flavor of an instance with a price',
    payloads.FLAVOR,
    (raw) => toInstance(payloads.INSTANCE, PROJECT, readFlavors([raw]), undefined, CATALOGUE),
  ],
  ['volume with a price', payloads.VOLUME, (raw) => toVolume(raw, PROJECT, CATALOGUE)],
  ['image', payloads.IMAGE, (raw) => toImage(raw, PROJECT)],
  ['volume', payloads.VOLUME, (raw) => toVolume(raw, PROJECT)],
  ['volume snapshot', payloads.VOLUME_SNAPSHOT, (raw) => toVolumeSnapshot(raw, PROJECT)],
  ['container', payloads.CONTAINER, (raw) => toContainer(raw, PROJECT)],
  ['bucket', payloads.BUCKET, (raw) => toBucket(raw, PROJECT, 'GRA')],
  ['network', payloads.NETWORK, (raw) => toNetwork(raw, [payloads.SUBNET], place)],
  ['network of a subnet', payloads.SUBNET, (raw) => toNetwork(payloads.NETWORK, [raw], place)],
  ['subnet', payloads.SUBNET, (raw) => toSubnet(raw, place)],
  [
    'vRack',
    payloads.VRACK,
    (raw) => toVrack(raw, 'eu', 'pn-123456', { servers: null, projects: [] }),
  ],
  ['floating IP', payloads.FLOATING_IP, (raw) => toFloatingIp(raw, PROJECT, 'GRA11')],
  [
    'security group',
    payloads.SECURITY_GROUP,
    (raw) => toSecurityGroup({ ...raw, security_group_rules: [raw] }, PROJECT, 'GRA11'),
  ],
  [
    'rule of a security group',
    payloads.GROUP_RULE,
    (rule) =>
      toSecurityGroup(
        { ...payloads.SECURITY_GROUP, security_group_rules: [rule] },
        PROJECT,
        'GRA11',
      ),
  ],
  ['load balancer', payloads.LOAD_BALANCER, (raw) => toLoadBalancer(raw, PROJECT, 'GRA11')],
  ['database', payloads.DATABASE, (raw) => toDatabase(raw, PROJECT)],
  [
    'cluster',
    payloads.CLUSTER,
    (raw) => toCluster(raw, PROJECT, { nodePools: [raw], allowed: [raw] }),
  ],
  ['VPS', payloads.VPS, (raw) => toVps(raw, 'eu', [raw, '51.68.0.1'])],
  [
    'server',
    payloads.SERVER,
    (raw) => toDedicatedServer(raw, 'eu', { ips: [raw], hardware: raw, vracks: [] }),
  ],
  [
    'hardware',
    payloads.HARDWARE,
    (hardware) => toDedicatedServer(payloads.SERVER, 'eu', { ips: null, hardware, vracks: [] }),
  ],
  [
    'address',
    payloads.ADDRESS,
    (raw) => toAddressBlock(raw, 'eu', { ip: '137.74.0.1/32', routes, protections: [] }),
  ],
  ['firewall', payloads.FIREWALL, (raw) => toEdgeFirewall(raw, [raw], 'eu', '137.74.0.1/32')],
  [
    'firewall rule',
    payloads.FIREWALL_RULE,
    (rule) => toEdgeFirewall(payloads.FIREWALL, [rule], 'eu', '137.74.0.1/32'),
  ],
];

describe.each(MAPPERS)('the mapper of a payload: %s', (_name, payload, map) => {
  it('makes a valid resource of it', () => {
    const resource = map(payload);
    expect(discoveredResourceSchema.safeParse(resource).error?.issues ?? []).toEqual([]);
  });

  it('makes a valid resource, or none, whatever is missing or odd', () => {
    for (const variant of oddVariants(payload)) {
      const resource = map(variant);
      const issues = resource && discoveredResourceSchema.safeParse(resource).error?.issues;
      expect({ variant, issues: issues ?? [] }).toEqual({ variant, issues: [] });
    }
  });

  it.each([null, undefined, 'text', 7, []])('does not mind %p', (raw) => {
    expect(() => map(raw as unknown as Payload)).not.toThrow();
  });
});
