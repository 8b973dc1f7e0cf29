import type { Instance } from '@aws-sdk/client-ec2';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toVm } from './instances.mapper';

const REGION = 'eu-west-1';
const OWNER = '123456789012';

/** An instance as DescribeInstances answers it, in a public subnet behind an elastic address. */
function anInstance(changes: Partial<Instance> = {}): Instance {
  return {
    InstanceId: 'i-0a1',
    ImageId: 'ami-0f1',
    State: { Code: 16, Name: 'running' },
    InstanceType: 't3.large',
    LaunchTime: new Date('2026-02-01T08:00:00Z'),
    Placement: { AvailabilityZone: 'eu-west-1b', Tenancy: 'default' },
    SubnetId: 'subnet-0a1',
    VpcId: 'vpc-0a1',
    PrivateIpAddress: '10.0.0.4',
    PublicIpAddress: '52.1.2.3',
    Architecture: 'x86_64',
    SecurityGroups: [{ GroupId: 'sg-0b', GroupName: 'web' }],
    IamInstanceProfile: { Arn: 'arn:aws:iam::123456789012:instance-profile/web', Id: 'AIPA1' },
    CpuOptions: { CoreCount: 2, ThreadsPerCore: 2 },
    MetadataOptions: { State: 'applied', HttpTokens: 'optional', HttpEndpoint: 'enabled' },
    NetworkInterfaces: [
      {
        NetworkInterfaceId: 'eni-0a1',
        SubnetId: 'subnet-0a1',
        OwnerId: OWNER,
        PrivateIpAddress: '10.0.0.4',
        Association: { PublicIp: '52.1.2.3', IpOwnerId: OWNER },
        Attachment: { DeviceIndex: 0, AttachTime: new Date('2025-01-01T08:00:00Z') },
        Groups: [{ GroupId: 'sg-0b', GroupName: 'web' }],
        PrivateIpAddresses: [
          { PrivateIpAddress: '10.0.0.4', Primary: true, Association: { PublicIp: '52.1.2.3' } },
        ],
        Ipv6Addresses: [],
      },
    ],
    Tags: [
      { Key: 'Name', Value: 'prod-web-001' },
      { Key: '__proto__', Value: 'harmless' },
    ],
    ...changes,
  };
}

const NO_PRICES = new Map();

const map = (instance: Instance) => toVm({ instance, ownerId: OWNER }, REGION, NO_PRICES);

describe('toVm', () => {
  it('maps a running instance', () => {
    const raw = anInstance();
    const vm = map(raw);
    expect(discoveredResourceSchema.safeParse(vm).error).toBeUndefined();
    expect(vm).toMatchObject({
      resourceId: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0a1',
      resourceType: 'vm',
      nativeType: 'AWS::EC2::Instance',
      name: 'prod-web-001',
      region: REGION,
      zone: 'eu-west-1b',
      state: 'running',
      nativeState: 'running',
      size: 't3.large',
      privateIps: ['10.0.0.4'],
      publicIps: ['52.1.2.3'],
      isPublic: true,
      relationships: [
        { kind: 'runs_in', resourceId: 'arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-0a1' },
        {
          kind: 'protected_by',
          resourceId: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0b',
        },
      ],
      attributes: {
        cpuCount: 4,
        memoryMib: null,
        imageId: 'ami-0f1',
        metadataTokenRequired: false,
        identityId: 'arn:aws:iam::123456789012:instance-profile/web',
        architecture: 'x86_64',
      },
    });
    expect(vm?.raw).toBe(raw);
    expect(JSON.stringify(vm?.tags)).toBe('{"Name":"prod-web-001","__proto__":"harmless"}');
  });

  it('has the price of what it is billed as, the same one for all of a kind', () => {
    const price = { hourly: '0.096', currency: 'USD', source: 'aws:pricing/AmazonEC2' };
    const prices = new Map([
      ['t3.large|RunInstances|Shared', price],
      ['t3.micro|RunInstances|Shared', null],
    ]);
    const priceOf = (changes: Partial<Instance>) =>
      toVm(
        { instance: anInstance({ PlatformDetails: 'Linux/UNIX', ...changes }), ownerId: OWNER },
        REGION,
        prices,
      )?.price;
    expect(priceOf({})).toBe(price);
    expect(priceOf({ State: { Name: 'stopped' } })).toEqual({
      hourly: '0',
      currency: 'USD',
      source: 'aws:stopped',
    });
    expect(priceOf({ InstanceLifecycle: 'spot', State: { Name: 'stopped' } })).toBeNull();
    expect(priceOf({ InstanceType: 't3.micro' })).toBeNull();
    expect(priceOf({ InstanceType: 't3.nano' })).toBeUndefined();
    expect(priceOf({ InstanceLifecycle: 'spot' })).toBeNull();
  });

  it('is as old as its primary interface, whenever it was started last', () => {
    expect(map(anInstance())?.createdAt).toBe('2025-01-01T08:00:00.000Z');
    expect(map(anInstance({ NetworkInterfaces: [] }))?.createdAt).toBe('2026-02-01T08:00:00.000Z');
  });

  it.each([
    [{ HttpTokens: 'required', HttpEndpoint: 'enabled' }, true],
    [{ HttpTokens: 'optional', HttpEndpoint: 'disabled' }, true],
    [{ HttpTokens: 'optional', HttpEndpoint: 'enabled' }, false],
    [{ State: 'pending' }, null],
    [undefined, null],
  ] as const)('reads metadata options %j as token required: %p', (MetadataOptions, required) => {
    expect(map(anInstance({ MetadataOptions }))?.attributes.metadataTokenRequired).toBe(required);
  });

  it.each([
    ['pending', 'pending'],
    ['stopping', 'pending'],
    ['stopped', 'stopped'],
    ['shutting-down', 'pending'],
    ['terminated', 'deleted'],
    ['constructor', 'unknown'],
  ] as const)('maps the state %s to %s', (Name, state) => {
    expect(map(anInstance({ State: { Name: Name as never } }))).toMatchObject({
      state,
      nativeState: Name,
    });
  });

  it('collects the addresses of all interfaces, the primary ones first', () => {
    const vm = map(
      anInstance({
        PrivateIpAddress: '10.0.9.9',
        PublicIpAddress: undefined,
        NetworkInterfaces: [
          {
            PrivateIpAddresses: [
              { PrivateIpAddress: '10.0.9.9' },
              { PrivateIpAddress: '10.0.1.1', Association: { PublicIp: '3.3.3.3' } },
            ],
            Ipv6Addresses: [{ Ipv6Address: '2a05:d018::1' }, { Ipv6Address: 'fd00:ec2::1' }],
          },
        ],
      }),
    );
    expect(vm?.privateIps).toEqual(['10.0.9.9', '10.0.1.1', 'fd00:ec2::1']);
    expect(vm?.publicIps).toEqual(['2a05:d018::1', '3.3.3.3']);
  });

  it('is private without public addresses', () => {
    const vm = map(anInstance({ PublicIpAddress: undefined, NetworkInterfaces: [] }));
    expect(vm).toMatchObject({ publicIps: [], isPublic: false });
  });

  it('uses the ARNs of its partition', () => {
    expect(
      toVm({ instance: anInstance(), ownerId: OWNER }, 'cn-north-1', NO_PRICES)?.resourceId,
    ).toBe('arn:aws-cn:ec2:cn-north-1:123456789012:instance/i-0a1');
  });

  it('keeps what it can read of odd payloads', () => {
    const odd = {
      InstanceId: 'i-0a1',
      State: 'running',
      Placement: null,
      Tags: 'none',
      NetworkInterfaces: [null, { PrivateIpAddresses: {}, Groups: [null, { GroupId: 7 }] }],
      SecurityGroups: {},
      LaunchTime: new Date(Number.NaN),
      CpuOptions: { CoreCount: 2 ** 60, ThreadsPerCore: 2 },
      MetadataOptions: { HttpTokens: 1 },
    };
    const vm = map(odd as never);
    expect(discoveredResourceSchema.safeParse(vm).error).toBeUndefined();
    expect(vm).toMatchObject({
      name: null,
      zone: null,
      state: 'unknown',
      createdAt: null,
      tags: {},
      relationships: [],
      attributes: { cpuCount: null, metadataTokenRequired: null },
    });
  });

  it('is nothing without an id or an owner', () => {
    expect(map({ InstanceId: '' })).toBeNull();
    expect(toVm({ instance: anInstance(), ownerId: undefined }, REGION, NO_PRICES)).toBeNull();
  });
});
