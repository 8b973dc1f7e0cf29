import type { Generate } from '../estate/collection';
import { drawItem, drawTags, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import { networkOf } from './attachments';
import type { Living } from './attachments';
import type { AzureItem } from './compute.items';
import { subnetId } from './network.items';

export interface AzureCluster extends AzureItem {
  readonly version: string;
  readonly powerState: 'Running' | 'Stopped';
  readonly isPrivate: boolean;
  readonly nodes: readonly number[];
  readonly subnetId: string | null;
}

export function clusterGenerator(scope: AzureScope, living: Living): Generate<AzureCluster> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'cluster', index);
    const network = networkOf(scope, index);
    return {
      // AKS writes this segment in small letters.
      id: idOf(scope, 'cluster', index).replace('/resourceGroups/', '/resourcegroups/'),
      region: locationOf(index),
      name: nameOf(scope, 'cluster', index),
      version: random.pick(['1.30.9', '1.31.7', '1.32.4']),
      powerState: random.chance(0.9) !== (revision % 2 === 1) ? 'Running' : 'Stopped',
      isPrivate: random.chance(0.3),
      nodes: [1 + random.int(5), random.int(20)],
      subnetId: network !== null && living.network(network) ? subnetId(scope, network) : null,
      tags: drawTags(random, naming, revision),
    };
  };
}

export function clusterJson(cluster: AzureCluster): Record<string, unknown> {
  const fqdn = `${cluster.name}-a1b2c3d4.hcp.${cluster.region}.azmk8s.io`;
  return {
    id: cluster.id,
    name: cluster.name,
    type: 'Microsoft.ContainerService/ManagedClusters',
    location: cluster.region,
    tags: cluster.tags,
    sku: { name: 'Base', tier: 'Standard' },
    identity: { type: 'SystemAssigned' },
    properties: {
      provisioningState: 'Succeeded',
      powerState: { code: cluster.powerState },
      kubernetesVersion: cluster.version.slice(0, 4),
      currentKubernetesVersion: cluster.version,
      dnsPrefix: cluster.name,
      ...(cluster.isPrivate ? { privateFQDN: `private.${fqdn}` } : { fqdn }),
      agentPoolProfiles: cluster.nodes.map((count, at) => ({
        name: `pool${at + 1}`,
        count,
        vmSize: 'Standard_D4s_v5',
        osType: 'Linux',
        mode: at === 0 ? 'System' : 'User',
        ...(cluster.subnetId === null ? {} : { vnetSubnetID: cluster.subnetId }),
      })),
      // Left out where nobody ever chose anything.
      ...(cluster.isPrivate ? { apiServerAccessProfile: { enablePrivateCluster: true } } : {}),
      servicePrincipalProfile: { clientId: 'msi' },
      enableRBAC: true,
    },
  };
}
