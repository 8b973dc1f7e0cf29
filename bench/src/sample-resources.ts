import type { DiscoveredResource } from '@skyledger/resource-model';

/** Machines as the AWS mapper yields them, about 1.2 KB of JSON each and as much of raw payload. */
export function* sampleVms(
  count: number,
  revisionOf: (index: number) => number = () => 0,
): Generator<DiscoveredResource<'vm'>> {
  for (let index = 0; index < count; index += 1) yield sampleVm(index, revisionOf(index));
}

function sampleVm(index: number, revision: number): DiscoveredResource<'vm'> {
  const id = `i-${(0x0abc00000000 + index).toString(16).padStart(17, '0')}`;
  const privateIp = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  const publicIps = index % 4 === 0 ? [`198.51.${(index >> 8) & 255}.${index & 255}`] : [];
  const subnet = `subnet-0${(index % 50).toString(16).padStart(16, '0')}`;
  const group = `sg-0${(index % 200).toString(16).padStart(16, '0')}`;
  const arn = (kind: string, name: string): string =>
    `arn:aws:ec2:eu-central-1:123456789012:${kind}/${name}`;
  return {
    resourceId: arn('instance', id),
    resourceType: 'vm',
    nativeType: 'AWS::EC2::Instance',
    name: `worker-${index}`,
    region: 'eu-central-1',
    zone: `eu-central-1${'abc'[index % 3]}`,
    state: 'running',
    nativeState: 'running',
    size: 'm6i.large',
    privateIps: [privateIp],
    publicIps,
    isPublic: publicIps.length > 0,
    // In the order of keys, as the mappers yield them.
    tags: {
      CostCenter: String(1000 + (index % 90)),
      Environment: ['production', 'staging', 'development'][index % 3]!,
      Name: `worker-${index}`,
      Team: `team-${index % 40}`,
      revision: String(revision),
    },
    createdAt: '2026-03-01T10:00:00.000Z',
    relationships: [
      { kind: 'runs_in', resourceId: arn('subnet', subnet) },
      { kind: 'runs_in', resourceId: arn('vpc', 'vpc-0123456789abcdef0') },
      { kind: 'protected_by', resourceId: arn('security-group', group) },
    ],
    price: null,
    attributes: {
      cpuCount: 2,
      memoryMib: null,
      imageId: 'ami-0123456789abcdef0',
      metadataTokenRequired: index % 5 !== 0,
      identityId: 'arn:aws:iam::123456789012:instance-profile/worker',
      architecture: 'x86_64',
    },
    raw: rawVm(id, privateIp, subnet, group, index, revision),
  };
}

function rawVm(
  id: string,
  privateIp: string,
  subnet: string,
  group: string,
  index: number,
  revision: number,
): unknown {
  return {
    InstanceId: id,
    InstanceType: 'm6i.large',
    ImageId: 'ami-0123456789abcdef0',
    LaunchTime: '2026-03-01T10:00:00.000Z',
    Placement: { AvailabilityZone: 'eu-central-1a', Tenancy: 'default' },
    State: { Code: 16, Name: 'running' },
    PrivateIpAddress: privateIp,
    PrivateDnsName: `ip-${privateIp.replaceAll('.', '-')}.eu-central-1.compute.internal`,
    SubnetId: subnet,
    VpcId: 'vpc-0123456789abcdef0',
    SecurityGroups: [{ GroupId: group, GroupName: `group-${index % 200}` }],
    BlockDeviceMappings: [
      { DeviceName: '/dev/xvda', Ebs: { VolumeId: `vol-0${id.slice(2)}`, Status: 'attached' } },
    ],
    MetadataOptions: { HttpTokens: index % 5 === 0 ? 'optional' : 'required', State: 'applied' },
    CpuOptions: { CoreCount: 1, ThreadsPerCore: 2 },
    Tags: [{ Key: 'revision', Value: String(revision) }],
  };
}
