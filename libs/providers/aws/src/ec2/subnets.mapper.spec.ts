import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toSubnet } from './subnets.mapper';

describe('toSubnet', () => {
  it('maps a subnet that another account shares under that account', () => {
    const subnet = toSubnet(
      {
        SubnetId: 'subnet-0a1',
        OwnerId: '999999999999',
        VpcId: 'vpc-0a1',
        State: 'available',
        CidrBlock: '10.0.1.0/24',
        AvailabilityZone: 'eu-west-1c',
        MapPublicIpOnLaunch: true,
        Ipv6CidrBlockAssociationSet: [],
        Tags: [],
      },
      'eu-west-1',
    );
    expect(discoveredResourceSchema.safeParse(subnet).error).toBeUndefined();
    expect(subnet).toMatchObject({
      resourceId: 'arn:aws:ec2:eu-west-1:999999999999:subnet/subnet-0a1',
      name: null,
      zone: 'eu-west-1c',
      relationships: [
        { kind: 'runs_in', resourceId: 'arn:aws:ec2:eu-west-1:999999999999:vpc/vpc-0a1' },
      ],
      attributes: { cidrs: ['10.0.1.0/24'], assignsPublicIp: true },
    });
  });

  it('does not claim what it was not told', () => {
    const subnet = toSubnet({ SubnetId: 'subnet-0a1', OwnerId: '1' }, 'eu-west-1');
    expect(subnet).toMatchObject({ relationships: [], attributes: { assignsPublicIp: null } });
  });

  it('is nothing without an id or an owner', () => {
    expect(toSubnet({ OwnerId: '1' }, 'eu-west-1')).toBeNull();
    expect(toSubnet({ SubnetId: 'subnet-0a1' }, 'eu-west-1')).toBeNull();
  });
});
