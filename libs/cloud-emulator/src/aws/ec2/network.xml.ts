import { escapeXml, optional } from '../xml';
import { tagSet } from './ec2-tags.xml';
import type { Ec2Permission, Ec2SecurityGroup } from './security-group.item';
import type { Ec2Subnet } from './subnet.item';
import type { Ec2Vpc } from './vpc.item';

export function vpcItem(vpc: Ec2Vpc): string {
  const associations = vpc.cidrs
    .map(
      (cidr, at) =>
        `<item><cidrBlock>${cidr}</cidrBlock><associationId>vpc-cidr-assoc-${vpc.id.slice(4, -1)}${at % 10}</associationId><cidrBlockState><state>associated</state></cidrBlockState></item>`,
    )
    .join('');
  return (
    `<item><vpcId>${vpc.id}</vpcId><ownerId>${vpc.ownerId}</ownerId><state>available</state>` +
    `${optional('cidrBlock', vpc.cidrs[0] ?? null)}<cidrBlockAssociationSet>${associations}</cidrBlockAssociationSet>` +
    `<dhcpOptionsId>${vpc.dhcpOptionsId}</dhcpOptionsId>${tagSet(vpc.tags)}` +
    `<instanceTenancy>default</instanceTenancy><isDefault>${vpc.isDefault}</isDefault></item>`
  );
}

export function subnetItem(subnet: Ec2Subnet): string {
  return (
    `<item><subnetId>${subnet.id}</subnetId><subnetArn>${subnet.arn}</subnetArn><state>available</state>` +
    `<ownerId>${subnet.ownerId}</ownerId><vpcId>${subnet.vpcId}</vpcId><cidrBlock>${subnet.cidr}</cidrBlock>` +
    `<ipv6CidrBlockAssociationSet/><availableIpAddressCount>${subnet.freeAddresses}</availableIpAddressCount>` +
    `<availabilityZone>${subnet.zone}</availabilityZone><availabilityZoneId>${subnet.zoneId}</availabilityZoneId>` +
    `<defaultForAz>false</defaultForAz><mapPublicIpOnLaunch>${subnet.mapPublicIp}</mapPublicIpOnLaunch>` +
    `<assignIpv6AddressOnCreation>false</assignIpv6AddressOnCreation>${tagSet(subnet.tags)}` +
    '<enableDns64>false</enableDns64><ipv6Native>false</ipv6Native><privateDnsNameOptionsOnLaunch>' +
    '<hostnameType>ip-name</hostnameType><enableResourceNameDnsARecord>false</enableResourceNameDnsARecord>' +
    '<enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord></privateDnsNameOptionsOnLaunch></item>'
  );
}

export function securityGroupItem(group: Ec2SecurityGroup): string {
  return (
    `<item><ownerId>${group.ownerId}</ownerId><groupId>${group.id}</groupId>` +
    `<securityGroupArn>${group.arn}</securityGroupArn><groupName>${escapeXml(group.name)}</groupName>` +
    `<groupDescription>${escapeXml(group.description)}</groupDescription><vpcId>${group.vpcId}</vpcId>` +
    `<ipPermissions>${group.ingress.map(permission).join('')}</ipPermissions>` +
    `<ipPermissionsEgress>${group.egress.map(permission).join('')}</ipPermissionsEgress>${tagSet(group.tags)}</item>`
  );
}

function permission(rule: Ec2Permission): string {
  const groups = (rule.groups ?? [])
    .map((peer) => `<item><userId>${peer.userId}</userId><groupId>${peer.groupId}</groupId></item>`)
    .join('');
  const prefixLists = (rule.prefixLists ?? [])
    .map((id) => `<item><prefixListId>${id}</prefixListId></item>`)
    .join('');
  return (
    `<item><ipProtocol>${rule.protocol}</ipProtocol>` +
    optional('fromPort', rule.fromPort ?? null) +
    optional('toPort', rule.toPort ?? null) +
    `<groups>${groups}</groups><ipRanges>${ranges('cidrIp', rule.ipv4)}</ipRanges>` +
    `<ipv6Ranges>${ranges('cidrIpv6', rule.ipv6)}</ipv6Ranges><prefixListIds>${prefixLists}</prefixListIds></item>`
  );
}

function ranges(element: string, sources: Ec2Permission['ipv4']): string {
  return (sources ?? [])
    .map(
      ({ cidr, description }) =>
        `<item><${element}>${cidr}</${element}>${optional('description', description ?? null)}</item>`,
    )
    .join('');
}
