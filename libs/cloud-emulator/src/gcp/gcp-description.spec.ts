import { existsSync } from 'node:fs';
import { startEmulator, type Emulator } from '../index';
import { aProject, GcpCaller } from '../testing/gcp-caller';
import { OFFICIAL, officialSchema } from '../testing/gcp-schema';
import { differences } from '../testing/openapi-schema';

const SHOP = aProject('shop-project', {
  counts: {
    instances: 30,
    disks: 45,
    networks: 2,
    subnetworks: 8,
    firewalls: 40,
    addresses: 20,
    forwardingRules: 9,
    routers: 5,
    sqlInstances: 12,
    buckets: 20,
    kmsKeys: 5,
    repositories: 5,
  },
  organization: {
    id: 'organizations/1234',
    displayName: 'example.com',
    projects: [
      { id: 'shop-project', name: 'Shop' },
      { id: 'old-project', name: 'Old shop', state: 'DELETE_REQUESTED' },
      { id: 'other-project', name: 'Other' },
    ],
    pageSize: 2,
  },
});
const COMPUTE = `/compute/v1/projects/${SHOP.account}`;

(existsSync(OFFICIAL) ? describe : describe.skip)('against the official description', () => {
  let emulator: Emulator;
  let caller: GcpCaller;
  let token: string;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: { seed: 5, aws: [], hetzner: [], gcp: [SHOP] } });
    caller = new GcpCaller(emulator.endpoints.gcp ?? '');
    token = await caller.tokenOf(SHOP);
  });
  afterAll(() => emulator.close());

  it.each([
    ['compute.v1.openapi.json', 'InstanceAggregatedList', `${COMPUTE}/aggregated/instances`],
    ['compute.v1.openapi.json', 'DiskAggregatedList', `${COMPUTE}/aggregated/disks`],
    ['compute.v1.openapi.json', 'SubnetworkAggregatedList', `${COMPUTE}/aggregated/subnetworks`],
    ['compute.v1.openapi.json', 'AddressAggregatedList', `${COMPUTE}/aggregated/addresses`],
    ['compute.v1.openapi.json', 'RouterAggregatedList', `${COMPUTE}/aggregated/routers`],
    [
      'compute.v1.openapi.json',
      'ForwardingRuleAggregatedList',
      `${COMPUTE}/aggregated/forwardingRules`,
    ],
    ['compute.v1.openapi.json', 'NetworkList', `${COMPUTE}/global/networks`],
    ['compute.v1.openapi.json', 'FirewallList', `${COMPUTE}/global/firewalls`],
    [
      'compute.v1.openapi.json',
      'MachineType',
      `${COMPUTE}/zones/us-central1-a/machineTypes/e2-medium`,
    ],
    [
      'sqladmin.v1.openapi.json',
      'InstancesListResponse',
      `/sql/v1/projects/${SHOP.account}/instances`,
    ],
    ['storage.v1.openapi.json', 'Buckets', `/storage/v1/b?project=${SHOP.account}`],
    [
      'cloudresourcemanager.v3.openapi.json',
      'ListProjectsResponse',
      '/crm/v3/projects?parent=organizations/1234&showDeleted=true',
    ],
    [
      'cloudasset.v1.openapi.json',
      'ListAssetsResponse',
      `/cloudasset/v1/projects/${SHOP.account}/assets?contentType=RESOURCE&pageSize=7`,
    ],
    ['cloudresourcemanager.v3.openapi.json', 'SearchProjectsResponse', '/crm/v3/projects:search'],
    ['cloudresourcemanager.v3.openapi.json', 'Project', `/crm/v3/projects/${SHOP.account}`],
  ])('%s %s', async (file, name, path) => {
    const schema = officialSchema(file, name);
    expect(schema.properties).toBeDefined();
    const response = await caller.get(path, token);
    expect(response.status).toBe(200);
    expect(differences(schema, await response.json())).toEqual([]);
  });

  it('storage.v1.openapi.json Policy', async () => {
    const [shelf] = emulator.estate.shelves({ account: SHOP.account, kind: 'gcp.bucket' });
    for (const { id } of shelf?.items.all() ?? []) {
      const policy = await (await caller.get(`/storage/v1/b/${id}/iam`, token)).json();
      expect(differences(officialSchema('storage.v1.openapi.json', 'Policy'), policy)).toEqual([]);
    }
    expect(shelf?.items.size).toBe(20);
  });
});
