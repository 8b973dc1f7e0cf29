import { escapeXml, optional } from '../xml';
import { tagSet } from './ec2-tags.xml';
import type { Ec2Instance, InstanceState } from './instance.item';

/** Codes of the low byte of the state, as the EC2 API reference lists them. */
const STATE_CODES: Record<InstanceState, number> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopped: 80,
};

/** The `reservationSet`: neighbours of one launch share a reservation, like in the real answer. */
export function reservationSet(instances: readonly Ec2Instance[], ownerId: string): string {
  const parts: string[] = ['<reservationSet>'];
  let open: string | null = null;
  for (const instance of instances) {
    if (instance.reservationId !== open) {
      if (open !== null) parts.push('</instancesSet></item>');
      open = instance.reservationId;
      parts.push(
        `<item><reservationId>${open}</reservationId><ownerId>${ownerId}</ownerId><groupSet/><instancesSet>`,
      );
    }
    parts.push(instanceItem(instance, ownerId));
  }
  if (open !== null) parts.push('</instancesSet></item>');
  parts.push('</reservationSet>');
  return parts.join('');
}

function instanceItem(instance: Ec2Instance, ownerId: string): string {
  const { type, region } = instance;
  const launchTime = instance.launchTime.toISOString();
  const privateDns = instance.privateIp ? internalName(instance.privateIp, region) : '';
  const publicDns = instance.publicIp ? publicName(instance.publicIp, region) : '';
  return (
    `<item><instanceId>${instance.id}</instanceId><imageId>${instance.imageId}</imageId>` +
    `<instanceState><code>${STATE_CODES[instance.state]}</code><name>${instance.state}</name></instanceState>` +
    `<privateDnsName>${privateDns}</privateDnsName><dnsName>${publicDns}</dnsName>` +
    transition(instance) +
    optional('keyName', instance.keyName) +
    `<amiLaunchIndex>${instance.launchIndex}</amiLaunchIndex><productCodes/>` +
    `<instanceType>${type.name}</instanceType><launchTime>${launchTime}</launchTime>` +
    `<placement><availabilityZone>${instance.zone}</availabilityZone><availabilityZoneId>${instance.zoneId}</availabilityZoneId><groupName/><tenancy>default</tenancy></placement>` +
    (instance.windows ? '<platform>windows</platform>' : '') +
    `<monitoring><state>${instance.monitored ? 'enabled' : 'disabled'}</state></monitoring>` +
    optional('subnetId', instance.subnetId) +
    optional('vpcId', instance.vpcId) +
    optional('privateIpAddress', instance.privateIp) +
    optional('ipAddress', instance.publicIp) +
    (instance.vpcId ? '<sourceDestCheck>true</sourceDestCheck>' : '') +
    groupSet(instance) +
    `<architecture>${type.architecture}</architecture><rootDeviceType>ebs</rootDeviceType>` +
    `<rootDeviceName>/dev/xvda</rootDeviceName>${blockDevices(instance, launchTime)}` +
    `<virtualizationType>hvm</virtualizationType><clientToken>${instance.clientToken}</clientToken>` +
    (instance.spot ? '<instanceLifecycle>spot</instanceLifecycle>' : '') +
    tagSet(instance.tags) +
    '<hypervisor>xen</hypervisor>' +
    networkInterfaces(instance, ownerId, launchTime, privateDns, publicDns) +
    (instance.profileArn
      ? `<iamInstanceProfile><arn>${instance.profileArn}</arn><id>AIPA${instance.macAddress.replaceAll(':', '').toUpperCase()}EXAM</id></iamInstanceProfile>`
      : '') +
    '<ebsOptimized>true</ebsOptimized><enaSupport>true</enaSupport>' +
    `<cpuOptions><coreCount>${type.cores}</coreCount><threadsPerCore>${type.threadsPerCore}</threadsPerCore></cpuOptions>` +
    '<capacityReservationSpecification><capacityReservationPreference>open</capacityReservationPreference></capacityReservationSpecification>' +
    '<hibernationOptions><configured>false</configured></hibernationOptions>' +
    '<enclaveOptions><enabled>false</enabled></enclaveOptions>' +
    `<metadataOptions><state>applied</state><httpTokens>${instance.httpTokens}</httpTokens><httpPutResponseHopLimit>${instance.hopLimit}</httpPutResponseHopLimit><httpEndpoint>enabled</httpEndpoint><httpProtocolIpv6>disabled</httpProtocolIpv6><instanceMetadataTags>disabled</instanceMetadataTags></metadataOptions>` +
    '<maintenanceOptions><autoRecovery>default</autoRecovery><rebootMigration>default</rebootMigration></maintenanceOptions>' +
    `<currentInstanceBootMode>${type.architecture === 'arm64' ? 'uefi' : 'legacy-bios'}</currentInstanceBootMode>` +
    `<platformDetails>${instance.windows ? 'Windows' : 'Linux/UNIX'}</platformDetails>` +
    `<usageOperation>${instance.windows ? 'RunInstances:0002' : 'RunInstances'}</usageOperation>` +
    `<usageOperationUpdateTime>${launchTime}</usageOperationUpdateTime>` +
    '<privateDnsNameOptions><hostnameType>ip-name</hostnameType><enableResourceNameDnsARecord>false</enableResourceNameDnsARecord><enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord></privateDnsNameOptions>' +
    '<networkPerformanceOptions><bandwidthWeighting>default</bandwidthWeighting></networkPerformanceOptions>' +
    '<operator><managed>false</managed></operator></item>'
  );
}

function transition({ state }: Ec2Instance): string {
  if (state === 'running' || state === 'pending') return '<reason/>';
  return (
    '<reason>User initiated (2026-05-30 06:00:00 GMT)</reason><stateReason>' +
    '<code>Client.UserInitiatedShutdown</code>' +
    '<message>Client.UserInitiatedShutdown: User initiated shutdown</message></stateReason>'
  );
}

function groupSet({ groups }: Ec2Instance): string {
  if (groups.length === 0) return '<groupSet/>';
  let items = '';
  for (const group of groups) {
    items += `<item><groupId>${group.id}</groupId><groupName>${escapeXml(group.name)}</groupName></item>`;
  }
  return `<groupSet>${items}</groupSet>`;
}

function blockDevices({ volumes }: Ec2Instance, attachTime: string): string {
  let items = '';
  for (const volume of volumes) {
    items +=
      `<item><deviceName>${volume.device}</deviceName><ebs><volumeId>${volume.id}</volumeId>` +
      `<status>attached</status><attachTime>${attachTime}</attachTime>` +
      `<deleteOnTermination>${volume.device === '/dev/xvda'}</deleteOnTermination></ebs></item>`;
  }
  return `<blockDeviceMapping>${items}</blockDeviceMapping>`;
}

function networkInterfaces(
  instance: Ec2Instance,
  ownerId: string,
  attachTime: string,
  privateDns: string,
  publicDns: string,
): string {
  if (instance.privateIp === null) return '<networkInterfaceSet/>';
  const association = instance.publicIp
    ? `<association><publicIp>${instance.publicIp}</publicIp><publicDnsName>${publicDns}</publicDnsName><ipOwnerId>${instance.elasticIp ? ownerId : 'amazon'}</ipOwnerId></association>`
    : '';
  return (
    `<networkInterfaceSet><item><networkInterfaceId>${instance.interfaceId}</networkInterfaceId>` +
    `<subnetId>${instance.subnetId}</subnetId><vpcId>${instance.vpcId}</vpcId><description/>` +
    `<ownerId>${ownerId}</ownerId><status>in-use</status><macAddress>${instance.macAddress}</macAddress>` +
    `<privateIpAddress>${instance.privateIp}</privateIpAddress><privateDnsName>${privateDns}</privateDnsName>` +
    `<sourceDestCheck>true</sourceDestCheck>${groupSet(instance)}<attachment>` +
    `<attachmentId>${instance.attachmentId}</attachmentId><deviceIndex>0</deviceIndex><status>attached</status>` +
    `<attachTime>${attachTime}</attachTime><deleteOnTermination>true</deleteOnTermination><networkCardIndex>0</networkCardIndex></attachment>` +
    `${association}<privateIpAddressesSet><item><privateIpAddress>${instance.privateIp}</privateIpAddress>` +
    `<privateDnsName>${privateDns}</privateDnsName><primary>true</primary>${association}</item></privateIpAddressesSet>` +
    '<ipv6AddressesSet/><interfaceType>interface</interfaceType><operator><managed>false</managed></operator></item></networkInterfaceSet>'
  );
}

/** In us-east-1 names are older: `ip-10-0-0-4.ec2.internal`. */
export function internalName(ip: string, region: string): string {
  const domain = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
  return `ip-${ip.replaceAll('.', '-')}.${domain}`;
}

/** The name by which the Internet finds an address of EC2. */
export function publicName(ip: string, region: string): string {
  const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`;
  return `ec2-${ip.replaceAll('.', '-')}.${domain}.amazonaws.com`;
}
