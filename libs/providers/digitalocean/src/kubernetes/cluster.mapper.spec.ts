import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toCluster } from './cluster.mapper';

const ID = 'bd5f5959-5e1e-4205-a714-a914373942af';
const VPC = 'c33931f2-a26a-4e61-b85c-4e95a2ec431b';

const aCluster = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'prod-cluster-01',
  region: 'nyc1',
  version: '1.33.1-do.0',
  cluster_subnet: '10.244.0.0/16',
  service_subnet: '10.245.0.0/16',
  vpc_uuid: VPC,
  ipv4: '203.0.113.157',
  endpoint: `https://${ID}.k8s.ondigitalocean.com`,
  tags: ['production', 'k8s', `k8s:${ID}`],
  node_pools: [
    { id: 'cdda885e', name: 'web', size: 's-1vcpu-2gb', count: 3, nodes: [{ droplet_id: '7' }] },
    { id: 'f49f4379', name: 'backend', size: 'g-4vcpu-16gb', count: 2, labels: null },
  ],
  maintenance_policy: null,
  status: { state: 'running', message: '' },
  created_at: '2024-05-06T07:08:09Z',
  updated_at: '2024-05-06T07:08:09Z',
  ha: false,
  control_plane_firewall: null,
  ...changes,
});

describe('toCluster', () => {
  it('maps a cluster', () => {
    const raw = aCluster();
    const cluster = toCluster(raw);
    expect(cluster).toMatchObject({
      resourceId: `kubernetes_cluster/${ID}`,
      resourceType: 'cluster',
      name: 'prod-cluster-01',
      region: 'nyc1',
      state: 'running',
      nativeState: 'running',
      publicIps: ['203.0.113.157'],
      isPublic: true,
      tags: { production: '', k8s: '', [`k8s:${ID}`]: '' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [{ kind: 'runs_in', resourceId: `vpc/${VPC}` }],
      attributes: {
        kind: 'kubernetes',
        version: '1.33.1-do.0',
        nodeCount: 5,
        publicEndpoint: true,
      },
    });
    expect(cluster?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(cluster).error).toBeUndefined();
  });

  it.each([
    [{ enabled: false, allowed_addresses: ['203.0.113.0/24'] }, true],
    [{ enabled: true, allowed_addresses: ['203.0.113.0/24', '203.0.113.7'] }, false],
    [{ enabled: true, allowed_addresses: ['0.0.0.0/0'] }, true],
    [{ enabled: true, allowed_addresses: null }, false],
  ])('reads the firewall %j of the control plane', (control_plane_firewall, isPublic) => {
    const cluster = toCluster(aCluster({ control_plane_firewall }));
    expect(cluster?.attributes.publicEndpoint).toBe(isPublic);
    expect(cluster?.isPublic).toBe(isPublic);
  });

  it('does not know how public it is before it has an endpoint', () => {
    const cluster = toCluster(aCluster({ endpoint: '', ipv4: '' }));
    expect(cluster).toMatchObject({ publicIps: [], isPublic: null });
  });

  it.each([
    ['provisioning', 'pending'],
    ['degraded', 'error'],
    ['upgrading', 'running'],
    ['constructor', 'unknown'],
  ])('reads the state %s as %s', (state, expected) => {
    expect(toCluster(aCluster({ status: { state } }))?.state).toBe(expected);
  });

  it.each([
    [[], 0],
    [[{ count: 2 }, {}], null],
    [null, null],
  ])('counts the nodes of %j as %p', (node_pools, count) => {
    expect(toCluster(aCluster({ node_pools }))?.attributes.nodeCount).toBe(count);
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the cluster when other fields are %p', (odd) => {
    const fields = Object.keys(aCluster()).filter((field) => field !== 'id');
    const cluster = toCluster(aCluster(Object.fromEntries(fields.map((field) => [field, odd]))));
    expect(discoveredResourceSchema.safeParse(cluster).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toCluster(aCluster({ id: null }))).toBeNull();
  });
});
