import { oddities } from '../testing/odd-payloads';
import { toResourceGroup } from './resource-group.mapper';

const cluster =
  '/subscriptions/s/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/aks';
const raw = {
  id: '/subscriptions/s/resourceGroups/MC_rg_aks_westeurope',
  name: 'MC_rg_aks_westeurope',
  type: 'Microsoft.Resources/resourceGroups',
  location: 'westeurope',
  managedBy: cluster,
  tags: { team: 'a' },
  properties: { provisioningState: 'Succeeded' },
};

describe('toResourceGroup', () => {
  it('reads a group and what it belongs to', () => {
    expect(toResourceGroup(raw)).toMatchObject({
      resourceId: '/subscriptions/s/resourcegroups/mc_rg_aks_westeurope',
      resourceType: 'resource_group',
      name: 'MC_rg_aks_westeurope',
      region: 'westeurope',
      state: 'running',
      tags: { team: 'a' },
      relationships: [{ kind: 'attached_to', resourceId: cluster.toLowerCase() }],
      attributes: {},
    });
  });

  it('relates one that belongs to nothing to nothing, not even to itself', () => {
    expect(toResourceGroup({ ...raw, managedBy: undefined })?.relationships).toEqual([]);
  });

  it('tells one that is going', () => {
    const properties = { provisioningState: 'Deleting' };
    expect(toResourceGroup({ ...raw, properties })?.state).toBe('pending');
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toResourceGroup, raw)).toEqual([]);
  });
});
