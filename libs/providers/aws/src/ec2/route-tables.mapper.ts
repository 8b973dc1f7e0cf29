import type { Route, RouteTable } from '@aws-sdk/client-ec2';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { ec2Arn, type Ec2Kind } from '../arn';
import { boolOf, objectsOf } from '../payload';
import { toEc2 } from '../relations';
import { nameOf, tagsOf } from '../tags';
import { untold } from '../untold';

/** @returns `null` when the payload names no route table or owner */
export function toRouteTable(
  table: RouteTable,
  region: string,
): DiscoveredResource<'route_table'> | null {
  const id = textOf(table.RouteTableId);
  const accountId = textOf(table.OwnerId);
  if (id === null || accountId === null) return null;
  const place = { region, accountId };
  const associations = objectsOf(table.Associations);
  return {
    ...untold(),
    resourceId: ec2Arn('route-table', region, accountId, id),
    resourceType: 'route_table',
    nativeType: 'AWS::EC2::RouteTable',
    name: nameOf(table.Tags),
    region,
    // A route table has no states: it works while it exists.
    state: 'running',
    tags: tagsOf(table.Tags),
    relationships: [
      ...toEc2('runs_in', 'vpc', place, table.VpcId),
      ...toEc2(
        'attached_to',
        'subnet',
        place,
        associations.map((each) => each.SubnetId),
      ),
    ],
    attributes: {
      routes: objectsOf(table.Routes)
        .flatMap((route) => routeOf(route, region, accountId))
        .sort((a, b) => (a.destination < b.destination ? -1 : 1)),
      isDefault: Array.isArray(table.Associations)
        ? associations.some((each) => boolOf(each.Main) === true)
        : null,
    },
    raw: table,
  };
}

/** Targets that are known by ARN; every other one keeps EC2's own id. */
const TARGET_KINDS: readonly (readonly [prefix: string, kind: Ec2Kind])[] = [
  ['igw-', 'internet-gateway'],
  ['nat-', 'natgateway'],
  ['eni-', 'network-interface'],
  ['i-', 'instance'],
];

function routeOf(
  route: Route,
  region: string,
  accountId: string,
): { destination: string; target: string | null }[] {
  const destination =
    textOf(route.DestinationCidrBlock) ??
    textOf(route.DestinationIpv6CidrBlock) ??
    textOf(route.DestinationPrefixListId);
  if (destination === null) return [];
  const target =
    textOf(route.GatewayId) ??
    textOf(route.NatGatewayId) ??
    textOf(route.InstanceId) ??
    textOf(route.NetworkInterfaceId) ??
    textOf(route.TransitGatewayId) ??
    textOf(route.VpcPeeringConnectionId) ??
    textOf(route.EgressOnlyInternetGatewayId) ??
    textOf(route.LocalGatewayId) ??
    textOf(route.CarrierGatewayId) ??
    textOf(route.CoreNetworkArn);
  const kind = TARGET_KINDS.find(([prefix]) => target?.startsWith(prefix))?.[1];
  const isOurs = target !== null && kind !== undefined;
  return [{ destination, target: isOurs ? ec2Arn(kind, region, accountId, target) : target }];
}
