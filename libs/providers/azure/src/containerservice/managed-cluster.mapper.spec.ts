import { oddities } from '../testing/odd-payloads';
import { SUBNET_ID } from '../testing/payloads';
import { toManagedCluster } from './managed-cluster.mapper';

const id =
  '/subscriptions/s/resourcegroups/RG1/providers/Microsoft.ContainerService/managedClusters/clustername1';

const raw = {
  id,
  name: 'clustername1',
  type: 'Microsoft.ContainerService/ManagedClusters',
  location: 'westeurope',
  sku: { name: 'Base', tier: 'Standard' },
  properties: {
    provisioningState: 'Succeeded',
    powerState: { code: 'Running' },
    kubernetesVersion: '1.31',
    currentKubernetesVersion: '1.31.7',
    fqdn: 'dnsprefix1-abcd1234.hcp.westeurope.azmk8s.io',
    agentPoolProfiles: [
      { name: 'system', count: 3, vnetSubnetID: SUBNET_ID },
      { name: 'user', count: 0, vnetSubnetID: SUBNET_ID },
    ],
    apiServerAccessProfile: { enablePrivateCluster: false },
  },
};
const withProperties = (properties: object): unknown => ({
  ...raw,
  properties: { ...raw.properties, ...properties },
});

describe('toManagedCluster', () => {
  it('reads a cluster', () => {
    expect(toManagedCluster(raw)).toMatchObject({
      resourceId: id.toLowerCase(),
      nativeType: 'Microsoft.ContainerService/managedClusters',
      state: 'running',
      nativeState: 'Running',
      size: 'Standard',
      isPublic: true,
      relationships: expect.arrayContaining([
        { kind: 'runs_in', resourceId: SUBNET_ID.toLowerCase() },
        { kind: 'runs_in', resourceId: '/subscriptions/s/resourcegroups/rg1' },
      ]),
      attributes: { kind: 'kubernetes', version: '1.31.7', nodeCount: 3, publicEndpoint: true },
    });
  });

  it.each([
    [{ powerState: { code: 'Stopped' } }, 'stopped'],
    [{ provisioningState: 'Creating' }, 'pending'],
    [{ provisioningState: 'Failed' }, 'error'],
    [{ powerState: null }, 'running'],
  ])('reads %j as %s', (properties, state) => {
    expect(toManagedCluster(withProperties(properties))?.state).toBe(state);
  });

  it('tells private clusters from public ones, and neither without a word', () => {
    const isPrivate = withProperties({ apiServerAccessProfile: { enablePrivateCluster: true } });
    expect(toManagedCluster(isPrivate)?.attributes.publicEndpoint).toBe(false);
    const silent = withProperties({ apiServerAccessProfile: undefined });
    expect(toManagedCluster(silent)?.attributes.publicEndpoint).toBe(true);
    expect(toManagedCluster({ id })?.attributes).toMatchObject({
      publicEndpoint: null,
      nodeCount: null,
    });
  });

  it('does not count nodes where a pool does not tell', () => {
    const odd = withProperties({ agentPoolProfiles: [{ count: 3 }, { count: null }] });
    expect(toManagedCluster(odd)?.attributes.nodeCount).toBeNull();
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toManagedCluster, raw)).toEqual([]);
  });
});
