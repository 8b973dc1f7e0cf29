import { escapeXml, optional } from '../xml';
import { tagSet } from './ec2-tags.xml';
import type { Ec2ElasticIp } from './elastic-ip.item';
import { internalName, publicName } from './instance.xml';
import type { Ec2NetworkInterface } from './network-interface.item';

export function elasticIpItem(address: Ec2ElasticIp): string {
  const { association, region } = address;
  const used = association
    ? `<instanceId>${association.instanceId}</instanceId><associationId>${association.id}</associationId>` +
      `<networkInterfaceId>${association.interfaceId}</networkInterfaceId>` +
      `<networkInterfaceOwnerId>${association.ownerId}</networkInterfaceOwnerId>` +
      `<privateIpAddress>${association.privateIp}</privateIpAddress>`
    : '';
  return (
    `<item><publicIp>${address.publicIp}</publicIp><allocationId>${address.id}</allocationId>` +
    `<domain>vpc</domain>${used}${tagSet(address.tags)}<publicIpv4Pool>amazon</publicIpv4Pool>` +
    `<networkBorderGroup>${region}</networkBorderGroup></item>`
  );
}

export function networkInterfaceItem(item: Ec2NetworkInterface): string {
  const privateDns = internalName(item.privateIp, item.region);
  const association = associationOf(item);
  const groups = item.groups
    .map(
      ({ id, name }) =>
        `<item><groupId>${id}</groupId><groupName>${escapeXml(name)}</groupName></item>`,
    )
    .join('');
  return (
    `<item><networkInterfaceId>${item.id}</networkInterfaceId><subnetId>${item.subnetId}</subnetId>` +
    `<vpcId>${item.vpcId}</vpcId><availabilityZone>${item.zone}</availabilityZone>` +
    `<description>${escapeXml(item.description)}</description><ownerId>${item.ownerId}</ownerId>` +
    `${optional('requesterId', item.requester)}<requesterManaged>${item.requester !== null}</requesterManaged>` +
    `<status>${item.status}</status><macAddress>${item.macAddress}</macAddress>` +
    `<privateIpAddress>${item.privateIp}</privateIpAddress><privateDnsName>${privateDns}</privateDnsName>` +
    `<sourceDestCheck>${item.sourceDestCheck}</sourceDestCheck><groupSet>${groups}</groupSet>` +
    `${attachmentOf(item)}${association}${tagSet(item.tags)}<privateIpAddressesSet><item>` +
    `<privateIpAddress>${item.privateIp}</privateIpAddress><privateDnsName>${privateDns}</privateDnsName>` +
    `<primary>true</primary>${association}</item></privateIpAddressesSet><ipv6AddressesSet/>` +
    `<interfaceType>${item.type}</interfaceType><operator><managed>false</managed></operator></item>`
  );
}

function associationOf({ association, region }: Ec2NetworkInterface): string {
  if (association === null) return '';
  const { publicIp, ipOwnerId, allocationId, associationId } = association;
  return (
    `<association><publicIp>${publicIp}</publicIp><publicDnsName>${publicName(publicIp, region)}</publicDnsName>` +
    `<ipOwnerId>${ipOwnerId}</ipOwnerId>${optional('allocationId', allocationId)}` +
    `${optional('associationId', associationId)}</association>`
  );
}

function attachmentOf({ attachment }: Ec2NetworkInterface): string {
  if (attachment === null) return '';
  return (
    `<attachment><attachmentId>${attachment.id}</attachmentId>${optional('instanceId', attachment.instanceId)}` +
    `<instanceOwnerId>${attachment.instanceOwnerId}</instanceOwnerId><deviceIndex>0</deviceIndex>` +
    `<status>attached</status><attachTime>${attachment.attached.toISOString()}</attachTime>` +
    '<deleteOnTermination>true</deleteOnTermination><networkCardIndex>0</networkCardIndex></attachment>'
  );
}
