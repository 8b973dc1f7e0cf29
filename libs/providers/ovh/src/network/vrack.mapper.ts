import { recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { Site } from '../credentials';
import { urnOf } from '../native-id';
import { iamOf } from '../payload';
import type { VrackMembers } from './vrack-members';

/**
 * A private network of OVHcloud that joins what is in different places and of different kinds. Its
 * members tell that they are in it.
 * @param serviceName by which it was listed, `pn-123456`
 */
export function toVrack(
  raw: unknown,
  site: Site['code'],
  serviceName: string,
  { servers, projects }: Pick<VrackMembers, 'servers' | 'projects'>,
): DiscoveredResource<'network'> {
  const vrack = recordOf(raw);
  const iam = iamOf(vrack['iam']);
  return {
    resourceId: urnOf(site, 'vrack', serviceName),
    resourceType: 'network',
    nativeType: 'vrack.vrack',
    name: textOf(vrack['name']) ?? iam.displayName ?? serviceName,
    // It spans all of them.
    region: null,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    // Blocks of public addresses can be routed into it, which are not read.
    isPublic: null,
    tags: tagsOf(iam.tags),
    createdAt: null,
    relationships: [],
    price: null,
    attributes: {
      // It carries frames; the networks in it have the ranges.
      cidrs: [],
      isDefault: false,
    },
    raw: { ...vrack, dedicatedServers: servers, cloudProjects: projects },
  };
}
