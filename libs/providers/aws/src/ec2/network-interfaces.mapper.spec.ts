import type { NetworkInterface } from '@aws-sdk/client-ec2';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toNetworkInterface } from './network-interfaces.mapper';

const REGION = 'eu-west-1';
const OWNER = '123456789012';

/** The interface of an instance with an elastic address. */
function anInterface(changes: Partial<NetworkInterface> = {}): NetworkInterface {
  return {
    NetworkInterfaceId: 'eni-0a1',
    OwnerId: OWNER,
    SubnetId: 'subnet-0a1',
    VpcId: 'vpc-0a1',
    AvailabilityZone: 'eu-west-1b',
    Description: '',
    RequesterManaged: false,
    Status: 'in-use',
    InterfaceType: 'interface',
    MacAddress: '02:0a:0b:0c:0d:0e',
    PrivateIpAddress: '10.0.0.4',
    SourceDestCheck: true,
    Groups: [
      { GroupId: 'sg-0b', GroupName: 'web' },
      { GroupId: 'sg-0a', GroupName: 'default' },
    ],
    Attachment: {
      AttachmentId: 'eni-attach-0a1',
      InstanceId: 'i-0a1',
      InstanceOwnerId: OWNER,
      DeviceIndex: 0,
      Status: 'attached',
      AttachTime: new Date('2025-03-04T05:06:07Z'),
    },
    Association: { PublicIp: '52.1.2.3', IpOwnerId: OWNER, AllocationId: 'eipalloc-0a1' },
    PrivateIpAddresses: [
      { PrivateIpAddress: '10.0.0.4', Primary: true, Association: { PublicIp: '52.1.2.3' } },
      { PrivateIpAddress: '10.0.0.3', Primary: false },
    ],
    Ipv6Addresses: [{ Ipv6Address: '2a05:d018::1' }],
    TagSet: [{ Key: 'Name', Value: 'web-eni' }],
    ...changes,
  };
}

const map = (payload: NetworkInterface, region = REGION) => toNetworkInterface(payload, region);

describe('toNetworkInterface', () => {
  it('maps the interface of an instance', () => {
    const raw = anInterface();
    const found = map(raw);
    expect(discoveredResourceSchema.safeParse(found).error).toBeUndefined();
    expect(found).toMatchObject({
      resourceId: 'arn:aws:ec2:eu-west-1:123456789012:network-interface/eni-0a1',
      resourceType: 'network_interface',
      nativeType: 'AWS::EC2::NetworkInterface',
      name: 'web-eni',
      zone: 'eu-west-1b',
      state: 'running',
      nativeState: 'in-use',
      privateIps: ['10.0.0.4', '10.0.0.3'],
      publicIps: ['52.1.2.3', '2a05:d018::1'],
      isPublic: true,
      tags: { Name: 'web-eni' },
      relationships: [
        { kind: 'runs_in', resourceId: 'arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-0a1' },
        {
          kind: 'protected_by',
          resourceId: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0a',
        },
        {
          kind: 'protected_by',
          resourceId: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0b',
        },
        { kind: 'attached_to', resourceId: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0a1' },
      ],
      attributes: { macAddress: '02:0a:0b:0c:0d:0e', sourceCheck: true },
    });
    expect(found?.raw).toBe(raw);
  });

  it.each([
    ['cn-north-1', 'arn:aws-cn:ec2:cn-north-1:123456789012:network-interface/eni-0a1'],
    ['us-gov-west-1', 'arn:aws-us-gov:ec2:us-gov-west-1:123456789012:network-interface/eni-0a1'],
  ])('belongs to the partition of %s', (region, arn) => {
    expect(map(anInterface(), region)?.resourceId).toBe(arn);
  });

  it.each([
    ['a service', { InstanceOwnerId: 'amazon-elb', Status: 'attached' }],
    ['a machine of a service', { InstanceId: 'i-0a1', InstanceOwnerId: 'amazon-rds' }],
    ['what let it go', { InstanceId: 'i-0a1', InstanceOwnerId: OWNER, Status: 'detached' }],
    ['nothing', undefined],
  ] as const)('is attached to no instance when it is attached to %s', (_what, Attachment) => {
    const kinds = map(anInterface({ Attachment }))?.relationships.map(({ kind }) => kind);
    expect(kinds).toEqual(['runs_in', 'protected_by', 'protected_by']);
  });

  it('names an instance by the account that owns it', () => {
    const Attachment = { InstanceId: 'i-0a1', InstanceOwnerId: '999999999999' };
    expect(map(anInterface({ Attachment }))?.relationships).toContainEqual({
      kind: 'attached_to',
      resourceId: 'arn:aws:ec2:eu-west-1:999999999999:instance/i-0a1',
    });
  });

  it('is private without public addresses', () => {
    const PrivateIpAddresses = [{ PrivateIpAddress: '10.0.0.4', Primary: true }];
    expect(
      map(anInterface({ Association: undefined, PrivateIpAddresses, Ipv6Addresses: [] })),
    ).toMatchObject({ privateIps: ['10.0.0.4'], publicIps: [], isPublic: false });
  });

  it.each([
    ['available', 'running'],
    ['associated', 'running'],
    ['attaching', 'pending'],
    ['detaching', 'pending'],
    ['constructor', 'unknown'],
  ] as const)('maps the status %s to %s', (Status, state) => {
    expect(map(anInterface({ Status: Status as never }))?.state).toBe(state);
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the interface when other fields are %p', (odd) => {
    const fields = Object.keys(anInterface()).filter(
      (field) => field !== 'NetworkInterfaceId' && field !== 'OwnerId',
    );
    const raw = anInterface(Object.fromEntries(fields.map((field) => [field, odd])) as never);
    expect(discoveredResourceSchema.safeParse(map(raw)).error).toBeUndefined();
  });

  it('is nothing without an id or an owner', () => {
    expect(map(anInterface({ NetworkInterfaceId: undefined }))).toBeNull();
    expect(map(anInterface({ OwnerId: undefined }))).toBeNull();
  });
});
