import type { Address } from '@aws-sdk/client-ec2';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toPublicIp } from './addresses.mapper';

const REGION = 'eu-west-1';
const OWNER = '123456789012';

/** An address of an instance. */
function anAddress(changes: Partial<Address> = {}): Address {
  return {
    PublicIp: '52.1.2.3',
    AllocationId: 'eipalloc-0a1',
    AssociationId: 'eipassoc-0a1',
    Domain: 'vpc',
    InstanceId: 'i-0a1',
    NetworkInterfaceId: 'eni-0a1',
    NetworkInterfaceOwnerId: OWNER,
    PrivateIpAddress: '10.0.0.4',
    PublicIpv4Pool: 'amazon',
    NetworkBorderGroup: 'eu-west-1',
    Tags: [{ Key: 'Name', Value: 'vpn' }],
    ...changes,
  };
}

const SPARE: Partial<Address> = {
  AssociationId: undefined,
  InstanceId: undefined,
  NetworkInterfaceId: undefined,
  NetworkInterfaceOwnerId: undefined,
  PrivateIpAddress: undefined,
};

const map = (address: Address, region = REGION) => toPublicIp(address, region, OWNER);

describe('toPublicIp', () => {
  it('maps the address of an instance', () => {
    const raw = anAddress();
    const address = map(raw);
    expect(discoveredResourceSchema.safeParse(address).error).toBeUndefined();
    expect(address).toMatchObject({
      resourceId: 'arn:aws:ec2:eu-west-1:123456789012:elastic-ip/eipalloc-0a1',
      resourceType: 'public_ip',
      nativeType: 'AWS::EC2::EIP',
      name: 'vpn',
      region: REGION,
      state: 'running',
      publicIps: ['52.1.2.3'],
      isPublic: true,
      relationships: [
        { kind: 'attached_to', resourceId: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0a1' },
        {
          kind: 'attached_to',
          resourceId: 'arn:aws:ec2:eu-west-1:123456789012:network-interface/eni-0a1',
        },
      ],
      attributes: { address: '52.1.2.3', isStatic: true, isAttached: true },
    });
    expect(address?.raw).toBe(raw);
  });

  it('knows an address that nothing uses', () => {
    expect(map(anAddress(SPARE))).toMatchObject({
      relationships: [],
      attributes: { isAttached: false },
    });
  });

  it('leads to the interface of a NAT gateway, which is no instance', () => {
    const address = map(anAddress({ InstanceId: '', NetworkInterfaceOwnerId: 'amazon-elb' }));
    expect(address?.relationships).toEqual([
      {
        kind: 'attached_to',
        resourceId: 'arn:aws:ec2:eu-west-1:123456789012:network-interface/eni-0a1',
      },
    ]);
  });

  it.each([
    ['cn-north-1', 'arn:aws-cn:ec2:cn-north-1:123456789012:elastic-ip/eipalloc-0a1'],
    ['us-gov-west-1', 'arn:aws-us-gov:ec2:us-gov-west-1:123456789012:elastic-ip/eipalloc-0a1'],
  ])('belongs to the partition of %s', (region, arn) => {
    expect(map(anAddress(), region)?.resourceId).toBe(arn);
  });

  it('takes the addresses of carriers and of customers for what they are', () => {
    expect(map(anAddress({ PublicIp: undefined, CarrierIp: '155.146.1.2' }))).toMatchObject({
      publicIps: ['155.146.1.2'],
      isPublic: true,
      attributes: { address: '155.146.1.2' },
    });
    expect(map(anAddress({ PublicIp: undefined, CustomerOwnedIp: '192.168.7.7' }))).toMatchObject({
      publicIps: [],
      isPublic: false,
      attributes: { address: '192.168.7.7' },
    });
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the address when other fields are %p', (odd) => {
    const fields = Object.keys(anAddress()).filter((field) => field !== 'AllocationId');
    const raw = anAddress(Object.fromEntries(fields.map((field) => [field, odd])) as never);
    expect(discoveredResourceSchema.safeParse(map(raw)).error).toBeUndefined();
  });

  it('is nothing without an id', () => {
    expect(map(anAddress({ AllocationId: undefined }))).toBeNull();
  });
});
