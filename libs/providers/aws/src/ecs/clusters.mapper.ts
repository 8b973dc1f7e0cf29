import type { Cluster, Tag } from '@aws-sdk/client-ecs';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { parseArn } from '../arn';
import { stateFrom } from '../native-state';
import { objectsOf } from '../payload';
import { tagsOf } from '../tags';
import { untold } from '../untold';

const STATES: Readonly<Record<string, ResourceState>> = {
  ACTIVE: 'running',
  PROVISIONING: 'pending',
  DEPROVISIONING: 'pending',
  FAILED: 'error',
  INACTIVE: 'deleted',
};

/** @returns `null` when the payload has no ARN */
export function toContainerCluster(cluster: Cluster): DiscoveredResource<'cluster'> | null {
  const arn = parseArn(cluster.clusterArn);
  if (!arn) return null;
  const nativeState = textOf(cluster.status);
  return {
    ...untold(),
    resourceId: cluster.clusterArn ?? '',
    resourceType: 'cluster',
    nativeType: 'AWS::ECS::Cluster',
    name: textOf(cluster.clusterName),
    region: textOf(arn.region),
    state: stateFrom(STATES, nativeState),
    nativeState,
    tags: tagsOf(capitalized(cluster.tags)),
    attributes: {
      kind: 'ecs',
      version: null,
      nodeCount: integerOf(cluster.registeredContainerInstancesCount),
      publicEndpoint: null,
    },
    raw: cluster,
  };
}

/** ECS writes the fields of its tags in lower case. */
export function capitalized(
  tags: readonly Tag[] | undefined,
): { Key: string | undefined; Value: string | undefined }[] {
  return objectsOf(tags).map(({ key, value }) => ({ Key: key, Value: value }));
}
