import type { Service } from '@aws-sdk/client-ecs';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { parseArn } from '../arn';
import { stateFrom } from '../native-state';
import { timeOf } from '../payload';
import { toArns, toEc2 } from '../relations';
import { tagsOf } from '../tags';
import { untold } from '../untold';
import { capitalized } from './clusters.mapper';

const STATES: Readonly<Record<string, ResourceState>> = {
  ACTIVE: 'running',
  DRAINING: 'pending',
  INACTIVE: 'deleted',
};

/** @returns `null` when the payload has no ARN */
export function toApp(service: Service): DiscoveredResource<'app'> | null {
  const arn = parseArn(service.serviceArn);
  if (!arn) return null;
  const nativeState = textOf(service.status);
  const network = service.networkConfiguration?.awsvpcConfiguration;
  // What happened and how far a deployment is tells nothing of the service itself.
  const raw = { ...service };
  delete raw.events;
  delete raw.deployments;
  return {
    ...untold(),
    resourceId: service.serviceArn ?? '',
    resourceType: 'app',
    nativeType: 'AWS::ECS::Service',
    name: textOf(service.serviceName),
    region: textOf(arn.region),
    state: stateFrom(STATES, nativeState),
    nativeState,
    size: textOf(service.launchType),
    tags: tagsOf(capitalized(service.tags)),
    createdAt: timeOf(service.createdAt),
    relationships: [
      ...toArns('runs_in', service.clusterArn),
      ...toEc2('runs_in', 'subnet', arn, network?.subnets),
      ...toEc2('protected_by', 'security-group', arn, network?.securityGroups),
    ],
    attributes: {
      kind: 'ecs',
      runtime: null,
      httpsOnly: null,
      minimumTlsVersion: null,
      publiclyInvokable: null,
      // That of its tasks stands in the task definition.
      identityId: null,
    },
    raw,
  };
}
