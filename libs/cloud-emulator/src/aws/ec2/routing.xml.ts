import { XmlList, elements } from '../xml-elements';
import type { XmlFields } from '../xml-elements';
import { tagSet } from './ec2-tags.xml';
import type { Ec2FlowLog } from './flow-log.item';
import type { Ec2InternetGateway } from './internet-gateway.item';
import type { Ec2NatGateway } from './nat-gateway.item';
import type { Ec2RouteTable } from './route-table.item';

export function routeTableItem(table: Ec2RouteTable): string {
  const routes = table.routes.map(({ destination, target: [field, id] }) => ({
    [destination.includes(':') ? 'destinationIpv6CidrBlock' : 'destinationCidrBlock']: destination,
    [field]: id,
    state: 'active',
    origin: id === 'local' ? 'CreateRouteTable' : 'CreateRoute',
  }));
  return item(table.tags, {
    routeTableId: table.id,
    vpcId: table.vpcId,
    ownerId: table.ownerId,
    routeSet: new XmlList('item', routes),
    associationSet: new XmlList('item', [
      {
        routeTableAssociationId: table.id.replace('rtb', 'rtbassoc'),
        routeTableId: table.id,
        subnetId: table.subnetId,
        main: table.isMain,
        associationState: { state: 'associated' },
      },
    ]),
    propagatingVgwSet: '',
  });
}

export function internetGatewayItem(gateway: Ec2InternetGateway): string {
  const { vpcId } = gateway;
  return item(gateway.tags, {
    internetGatewayId: gateway.id,
    ownerId: gateway.ownerId,
    attachmentSet: new XmlList('item', vpcId === null ? [] : [{ vpcId, state: 'available' }]),
  });
}

export function natGatewayItem(gateway: Ec2NatGateway): string {
  const isPublic = gateway.publicIp !== null;
  return item(gateway.tags, {
    natGatewayId: gateway.id,
    vpcId: gateway.vpcId,
    subnetId: gateway.subnetId,
    state: gateway.state,
    createTime: gateway.created,
    connectivityType: isPublic ? 'public' : 'private',
    natGatewayAddressSet: new XmlList('item', [
      {
        networkInterfaceId: gateway.id.replace('nat', 'eni'),
        privateIp: gateway.privateIp,
        publicIp: gateway.publicIp,
        allocationId: isPublic ? gateway.id.replace('nat', 'eipalloc') : null,
        isPrimary: true,
        status: 'succeeded',
      },
    ]),
  });
}

export function flowLogItem(log: Ec2FlowLog): string {
  const group = log.destination.slice(log.destination.lastIndexOf(':') + 1);
  return item(log.tags, {
    flowLogId: log.id,
    flowLogStatus: 'ACTIVE',
    resourceId: log.resourceId,
    trafficType: log.traffic,
    logDestinationType: log.toBucket ? 's3' : 'cloud-watch-logs',
    logDestination: log.toBucket ? log.destination : null,
    logGroupName: log.toBucket ? null : group,
    deliverLogsStatus: log.failed ? 'FAILED' : 'SUCCESS',
    deliverLogsErrorMessage: log.failed ? 'Access error' : null,
    creationTime: log.created,
    maxAggregationInterval: 600,
  });
}

function item(tags: Parameters<typeof tagSet>[0], fields: XmlFields): string {
  return `<item>${elements(fields)}${tagSet(tags)}</item>`;
}
