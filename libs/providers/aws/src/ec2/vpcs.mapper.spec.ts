import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toNetwork } from './vpcs.mapper';

describe('toNetwork', () => {
  it('maps a VPC with all address blocks in use', () => {
    const network = toNetwork(
      {
        VpcId: 'vpc-0a1',
        OwnerId: '123456789012',
        State: 'available',
        CidrBlock: '10.0.0.0/16',
        IsDefault: false,
        CidrBlockAssociationSet: [
          { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } },
          { CidrBlock: '10.1.0.0/16', CidrBlockState: { State: 'associated' } },
          { CidrBlock: '10.2.0.0/16', CidrBlockState: { State: 'disassociated' } },
        ],
        Ipv6CidrBlockAssociationSet: [
          { Ipv6CidrBlock: '2a05:d018::/56', Ipv6CidrBlockState: { State: 'associated' } },
        ],
        Tags: [{ Key: 'Name', Value: 'main' }],
      },
      'eu-west-1',
    );
    expect(discoveredResourceSchema.safeParse(network).error).toBeUndefined();
    expect(network).toMatchObject({
      resourceId: 'arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0a1',
      name: 'main',
      state: 'running',
      attributes: { cidrs: ['10.0.0.0/16', '10.1.0.0/16', '2a05:d018::/56'], isDefault: false },
    });
  });

  it('keeps what it can read of odd payloads', () => {
    const odd = {
      VpcId: 'vpc-0a1',
      OwnerId: '1',
      IsDefault: 'yes',
      CidrBlockAssociationSet: [null, 1],
    };
    const network = toNetwork(odd as never, 'eu-west-1');
    expect(discoveredResourceSchema.safeParse(network).error).toBeUndefined();
    expect(network).toMatchObject({ state: 'unknown', attributes: { cidrs: [], isDefault: null } });
  });

  it('is nothing without an id or an owner', () => {
    expect(toNetwork({ OwnerId: '1' }, 'eu-west-1')).toBeNull();
    expect(toNetwork({ VpcId: 'vpc-0a1' }, 'eu-west-1')).toBeNull();
  });
});
