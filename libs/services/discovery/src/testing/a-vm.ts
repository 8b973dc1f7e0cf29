import type { DiscoveredResource } from '@skyledger/resource-model';

/** A machine as a mapper yields it. */
export function aVm(
  resourceId: string,
  overrides: Partial<DiscoveredResource<'vm'>> = {},
): DiscoveredResource<'vm'> {
  return {
    resourceId,
    resourceType: 'vm',
    nativeType: 'AWS::EC2::Instance',
    name: `name of ${resourceId}`,
    region: 'eu-central-1',
    zone: 'eu-central-1a',
    state: 'running',
    nativeState: 'running',
    size: 't3.micro',
    privateIps: ['10.0.0.1'],
    publicIps: [],
    isPublic: false,
    tags: { Name: resourceId },
    createdAt: '2026-03-01T10:00:00.000Z',
    relationships: [{ kind: 'runs_in', resourceId: 'subnet-1' }],
    price: null,
    attributes: {
      cpuCount: 2,
      memoryMib: 1024,
      imageId: 'ami-1',
      metadataTokenRequired: true,
      identityId: null,
      architecture: 'x86_64',
    },
    raw: { InstanceId: resourceId },
    ...overrides,
  };
}
