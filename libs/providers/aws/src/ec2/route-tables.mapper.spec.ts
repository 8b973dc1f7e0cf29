import type { RouteTable } from '@aws-sdk/client-ec2';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toRouteTable } from './route-tables.mapper';

const TABLE: RouteTable = {
  RouteTableId: 'rtb-0a',
  OwnerId: '123456789012',
  VpcId: 'vpc-0a',
  Associations: [
    { Main: false, SubnetId: 'subnet-0a', RouteTableAssociationId: 'rtbassoc-0a' },
    { Main: false, GatewayId: 'igw-0a' },
  ],
  Routes: [
    { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' },
    { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-0a' },
    { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-0a' },
    { DestinationCidrBlock: '172.16.0.0/12', TransitGatewayId: 'tgw-0a' },
    { DestinationPrefixListId: 'pl-0a', GatewayId: 'vpce-0a' },
    { DestinationCidrBlock: '192.0.2.0/24', State: 'blackhole' },
  ],
  Tags: [{ Key: 'Name', Value: 'private' }],
};
const ARN = 'arn:aws:ec2:eu-west-1:123456789012';

describe('toRouteTable', () => {
  it('maps a table with routes to everything, in the order of their destinations', () => {
    const table = toRouteTable(TABLE, 'eu-west-1');
    expect(discoveredResourceSchema.safeParse(table).error).toBeUndefined();
    expect(table).toMatchObject({
      resourceId: `${ARN}:route-table/rtb-0a`,
      name: 'private',
      state: 'running',
      relationships: [
        { kind: 'runs_in', resourceId: `${ARN}:vpc/vpc-0a` },
        { kind: 'attached_to', resourceId: `${ARN}:subnet/subnet-0a` },
      ],
      attributes: {
        isDefault: false,
        routes: [
          { destination: '0.0.0.0/0', target: `${ARN}:natgateway/nat-0a` },
          { destination: '10.0.0.0/16', target: 'local' },
          { destination: '172.16.0.0/12', target: 'tgw-0a' },
          { destination: '192.0.2.0/24', target: null },
          { destination: '::/0', target: 'eigw-0a' },
          { destination: 'pl-0a', target: 'vpce-0a' },
        ],
      },
    });
  });

  it.each([
    ['internet gateway', { GatewayId: 'igw-0a' }, `${ARN}:internet-gateway/igw-0a`],
    ['interface', { NetworkInterfaceId: 'eni-0a' }, `${ARN}:network-interface/eni-0a`],
    [
      'instance, whose interface is told too',
      { InstanceId: 'i-0a', NetworkInterfaceId: 'eni-0a' },
      `${ARN}:instance/i-0a`,
    ],
  ])('leads to an %s by its ARN', (_what, target, arn) => {
    const Routes = [{ DestinationCidrBlock: '0.0.0.0/0', ...target }];
    expect(toRouteTable({ ...TABLE, Routes }, 'eu-west-1')?.attributes.routes).toEqual([
      { destination: '0.0.0.0/0', target: arn },
    ]);
  });

  it('knows the main table, and does not guess where nothing is told', () => {
    const isDefault = (Associations?: RouteTable['Associations']): boolean | null | undefined =>
      toRouteTable({ ...TABLE, Associations }, 'eu-west-1')?.attributes.isDefault;
    expect(isDefault([{ Main: true }])).toBe(true);
    expect(isDefault([])).toBe(false);
    expect(isDefault(undefined)).toBeNull();
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(TABLE, ['RouteTableId', 'OwnerId'])) {
      const table = toRouteTable(odd, 'eu-west-1');
      expect([what, discoveredResourceSchema.safeParse(table).error]).toEqual([what, undefined]);
    }
  });

  it('is nothing without an id or an owner', () => {
    expect(toRouteTable({ ...TABLE, RouteTableId: undefined }, 'eu-west-1')).toBeNull();
    expect(toRouteTable({ ...TABLE, OwnerId: '' }, 'eu-west-1')).toBeNull();
  });
});
