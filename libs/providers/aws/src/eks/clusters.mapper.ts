import type { Cluster } from '@aws-sdk/client-eks';
import { tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { partitionOf } from '../arn';
import { stateFrom } from '../native-state';
import { boolOf, timeOf } from '../payload';
import { toEc2 } from '../relations';
import { untold } from '../untold';

const STATES: Readonly<Record<string, ResourceState>> = {
  ACTIVE: 'running',
  UPDATING: 'running',
  CREATING: 'pending',
  DELETING: 'pending',
  PENDING: 'pending',
  FAILED: 'error',
};

/** Maps a listed cluster; `undefined` when nobody may know more than its name. */
export function toKubernetesCluster(
  name: string,
  cluster: Cluster | undefined,
  place: { region: string; accountId: string },
): DiscoveredResource<'cluster'> {
  const { region, accountId } = place;
  const nativeState = textOf(cluster?.status);
  const network = cluster?.resourcesVpcConfig;
  const publicEndpoint = boolOf(network?.endpointPublicAccess);
  return {
    ...untold(),
    resourceId:
      textOf(cluster?.arn) ??
      `arn:${partitionOf(region)}:eks:${region}:${accountId}:cluster/${name}`,
    resourceType: 'cluster',
    nativeType: 'AWS::EKS::Cluster',
    name,
    region,
    state: stateFrom(STATES, nativeState),
    nativeState,
    isPublic: publicEndpoint,
    tags: tagsOf(cluster?.tags),
    createdAt: timeOf(cluster?.createdAt),
    relationships: [
      ...toEc2('runs_in', 'vpc', place, network?.vpcId),
      ...toEc2('runs_in', 'subnet', place, network?.subnetIds),
      ...toEc2('protected_by', 'security-group', place, [
        network?.clusterSecurityGroupId,
        ...(Array.isArray(network?.securityGroupIds) ? network.securityGroupIds : []),
      ]),
    ],
    attributes: {
      kind: 'kubernetes',
      version: textOf(cluster?.version),
      nodeCount: null,
      publicEndpoint,
    },
    raw: cluster ?? { name },
  };
}
