/* Payloads in the shape of the real API, with its oddities; none is of a real account. */

export const PROJECT = 'urn:v1:eu:resource:publicCloudProject:0123456789abcdef0123456789abcdef';

export const INSTANCE = {
  id: '8f4e1c2a-1111-4222-8333-000000000001',
  name: 'prod-api-1',
  ipAddresses: [
    {
      ip: '2001:41d0:701:1100::1a2b',
      type: 'public',
      version: 6,
      networkId: 'ext-net',
      gatewayIp: '2001:41d0:701:1100::1',
    },
    {
      ip: '57.128.10.20',
      type: 'public',
      version: 4,
      networkId: 'ext-net',
      gatewayIp: '57.128.10.1',
    },
    { ip: '10.1.2.3', type: 'private', version: 4, networkId: 'net-1', gatewayIp: null },
  ],
  flavorId: 'flavor-b3-8',
  imageId: '5f1a0000-2222-4222-8333-000000000002',
  sshKeyId: null,
  created: '2024-05-06T07:08:09Z',
  region: 'GRA11',
  availabilityZone: null,
  monthlyBilling: null,
  status: 'ACTIVE',
  planCode: 'b3-8.consumption',
  operationIds: [],
  currentMonthOutgoingTraffic: null,
  rescuePassword: 'canary-rescue',
};

export const FLAVOR = {
  id: 'flavor-b3-8',
  name: 'b3-8',
  region: 'GRA11',
  ram: 8000,
  disk: 50,
  vcpus: 2,
  type: 'ovh.b3',
  osType: 'linux',
  inboundBandwidth: 500,
  outboundBandwidth: 500,
  available: true,
  planCodes: { hourly: 'b3-8.consumption', monthly: null, license: null },
  capabilities: [{ name: 'snapshot', enabled: true }],
  quota: 20,
};

export const IMAGE = {
  id: '5f1a0000-2222-4222-8333-000000000003',
  name: 'prod-api-1-backup',
  region: 'GRA11',
  visibility: 'private',
  status: 'active',
  type: 'linux',
  minDisk: 50,
  minRam: 0,
  size: 2.34,
  creationDate: '2024-05-07T01:02:03Z',
  user: 'debian',
  flavorType: null,
  tags: [],
  planCode: 'snapshot.consumption',
};

export const VOLUME = {
  id: '7b000000-3333-4222-8333-000000000004',
  attachedTo: ['inst-b', 'inst-a'],
  creationDate: '2023-04-05T06:07:08Z',
  name: 'data',
  description: '',
  size: 100,
  status: 'in-use',
  region: 'GRA11',
  bootable: false,
  planCode: 'volume.high-speed.consumption',
  availabilityZone: null,
  type: 'high-speed',
};

export const VOLUME_SNAPSHOT = {
  id: '7c000000-3333-4222-8333-000000000005',
  creationDate: '2023-04-06T06:07:08Z',
  name: 'data-snap',
  description: '',
  size: 100,
  volumeId: VOLUME.id,
  region: 'GRA11',
  status: 'available',
  planCode: 'volume.snapshot.consumption',
};

export const CONTAINER = {
  id: '52484231584739335a58517553554a535a47',
  name: 'public-files',
  region: 'GRA',
  storedObjects: 12,
  storedBytes: 60000,
  archive: false,
  containerType: 'public',
};

export const BUCKET = {
  name: 'invoices',
  virtualHost: 'https://invoices.s3.gra.io.cloud.ovh.net/',
  ownerId: 420001,
  objectsCount: 3,
  objectsSize: 9007199254740993,
  objects: [],
  region: 'GRA',
  createdAt: '2025-09-26T20:43:14.376907+02:00',
  encryption: { sseAlgorithm: 'plaintext' },
  versioning: { status: 'disabled' },
  tags: { environment: 'prod' },
};

export const NETWORK = {
  id: 'net-1',
  name: 'backend',
  region: 'GRA11',
  visibility: 'private',
  vlanId: 42,
  status: 'ACTIVE',
  subnetIds: ['sub-1'],
};

export const SUBNET = {
  id: 'sub-1',
  name: '',
  cidr: '10.1.0.0/16',
  ipVersion: 4,
  dhcpEnabled: true,
  gatewayIp: null,
  allocationPools: [{ start: '10.1.0.2', end: '10.1.255.254' }],
  dnsNameServers: [],
  hostRoutes: [],
};

export const VRACK = {
  serviceName: 'pn-123456',
  name: 'backbone',
  description: '',
  iam: {
    id: 'v',
    urn: 'urn:v1:eu:resource:vrack:pn-123456',
    displayName: 'vrack of pn',
    state: 'OK',
    tags: { team: 'network' },
  },
};

export const FLOATING_IP = {
  id: 'f1000000-4444-4222-8333-000000000006',
  ip: '141.94.1.2',
  networkId: 'ext-net',
  region: 'GRA11',
  status: 'active',
  associatedEntity: { id: 'port-1', ip: '10.1.2.3', type: 'instance', gatewayId: 'gw-1' },
};

export const GROUP_RULE = {
  id: '5e000000-7777-4222-8333-000000000002',
  security_group_id: '5e000000-7777-4222-8333-000000000001',
  direction: 'ingress',
  ethertype: 'IPv4',
  protocol: 'tcp',
  port_range_min: 22,
  port_range_max: 22,
  remote_ip_prefix: '198.51.100.0/24',
  remote_group_id: null,
  remote_address_group_id: null,
  normalized_cidr: '198.51.100.0/24',
  description: 'office',
  project_id: '0123456789abcdef0123456789abcdef',
  created_at: '2025-02-03T04:05:06Z',
};

export const SECURITY_GROUP = {
  id: '5e000000-7777-4222-8333-000000000001',
  name: 'web',
  description: '',
  stateful: true,
  shared: false,
  tags: ['prod', 'edge'],
  security_group_rules: [GROUP_RULE],
  project_id: '0123456789abcdef0123456789abcdef',
  tenant_id: '0123456789abcdef0123456789abcdef',
  revision_number: 3,
  created_at: '2025-02-03T04:05:06Z',
  updated_at: '2025-02-03T04:05:06Z',
};

export const LOAD_BALANCER = {
  id: '1b000000-5555-4222-8333-000000000007',
  name: 'front',
  region: 'GRA11',
  flavorId: 'small',
  vipAddress: '10.1.0.9',
  vipNetworkId: 'net-1',
  vipSubnetId: 'sub-1',
  floatingIp: { id: 'f1', ip: '141.94.1.3' },
  operatingStatus: 'noMonitor',
  provisioningStatus: 'active',
  createdAt: '2025-01-02T03:04:05Z',
  updatedAt: '2025-01-02T03:04:05Z',
};

export const DATABASE = {
  id: 'db000000-6666-4222-8333-000000000008',
  createdAt: '2025-03-04T05:06:07.000000+01:00',
  plan: 'business',
  engine: 'postgresql',
  category: 'operational',
  description: 'orders',
  status: 'READY',
  version: '16',
  flavor: 'db1-7',
  nodeNumber: 2,
  nodes: [
    { id: 'n2', name: 'node-2', region: 'GRA', flavor: 'db1-7', port: 20184, status: 'READY' },
    { id: 'n1', name: 'node-1', region: 'GRA', flavor: 'db1-7', port: 20184, status: 'READY' },
  ],
  networkType: 'public',
  networkId: null,
  subnetId: null,
  ipRestrictions: [
    { ip: '198.51.100.0/24', description: 'office', status: 'READY' },
    { ip: '0.0.0.0/0', description: '', status: 'READY' },
  ],
  endpoints: [
    { component: 'postgresqlRead', domain: 'replica.pg.example', port: 20184, ssl: true },
    { component: 'postgresql', domain: 'pg.example', port: 20184, ssl: true, path: null },
  ],
  backupTime: '02:30:00',
  backups: { pitr: null, regions: ['GRA'], retentionDays: 14, time: '02:30:00' },
  maintenanceTime: '03:00:00',
  capabilities: {},
  deletionProtection: false,
  disk: { size: 160, type: 'high-speed' },
  storage: { type: 'high-speed', size: { unit: 'GB', value: 170 } },
};

export const CLUSTER = {
  id: 'kube-12345',
  region: 'GRA11',
  name: 'prod-kube',
  url: 'abc123.c1.gra11.k8s.ovh.net',
  nodesUrl: 'abc123.nodes.c1.gra11.k8s.ovh.net',
  version: '1.33.4-1',
  status: 'READY',
  createdAt: '2025-10-12T14:23:45+00:00',
  privateNetworkId: 'net-1',
  nodesSubnetId: 'sub-1',
  plan: 'free',
};

export const VPS = {
  name: 'vps-1a2b3c4d.vps.ovh.net',
  displayName: 'shop',
  state: 'running',
  zone: 'Region OpenStack: os-waw2',
  zoneType: 'region',
  memoryLimit: 4096,
  vcore: 2,
  model: { name: 'vps-essential-2-4-80', offer: 'VPS 2020', vcore: 2, memory: 4096 },
  iam: {
    id: 'x',
    urn: 'urn:v1:eu:resource:vps:vps-1a2b3c4d.vps.ovh.net',
    displayName: 'shop',
    tags: { team: 'commerce' },
  },
};

export const SERVER = {
  name: 'ns3000001.ip-54-36-0.eu',
  serverId: 3000001,
  ip: '54.36.0.1',
  region: 'eu-west-gra',
  availabilityZone: 'eu-west-gra-a',
  datacenter: 'gra3',
  commercialRange: 'ADVANCE-1',
  os: 'debian12_64',
  state: 'ok',
  powerState: 'poweron',
  iam: { id: 'y', urn: 'urn', displayName: 'db-primary', state: 'OK' },
};

export const HARDWARE = {
  numberOfProcessors: 2,
  coresPerProcessor: 6,
  threadsPerProcessor: 12,
  memorySize: { unit: 'MB', value: 65536 },
};

export const ADDRESS = {
  ip: '137.74.0.1/32',
  type: 'failover',
  version: 4,
  description: null,
  routedTo: { serviceName: SERVER.name },
  country: 'fr',
  campus: 'gra',
  regions: ['eu-west-gra'],
  isAdditionalIp: true,
  bringYourOwnIp: false,
  canBeTerminated: true,
  iam: { id: 'z', urn: 'urn', displayName: '137.74.0.1', tags: { env: 'prod' } },
};

export const FIREWALL = { ipOnFirewall: '137.74.0.1', enabled: true, state: 'ok' };

export const FIREWALL_RULE = {
  sequence: 1,
  action: 'permit',
  protocol: 'tcp',
  source: 'any',
  sourcePort: null,
  destination: '137.74.0.1/32',
  destinationPort: 'eq 22',
  tcpOption: null,
  fragments: false,
  l3PacketLength: null,
  rule: 'permit tcp any 137.74.0.1/32 eq 22',
  state: 'ok',
  creationDate: '2026-03-03T19:43:08+01:00',
};

const ODD_VALUES: readonly unknown[] = [
  null,
  undefined,
  '',
  0,
  true,
  'text',
  [],
  [null, 1, 'x', {}],
  {},
  { ip: 7, value: 'x', unit: 3 },
];

/** A payload again and again, each time with one field missing or of another type. */
export function* oddVariants(
  payload: Readonly<Record<string, unknown>>,
): Generator<Record<string, unknown>> {
  yield {};
  for (const field of Object.keys(payload)) {
    for (const value of ODD_VALUES) yield { ...payload, [field]: value };
  }
  yield { ...payload, unheardOf: { of: 'field' } };
}
