import { escapeXml, optional } from '../xml';
import { tagSet } from './ec2-tags.xml';
import type { Ec2Image } from './image.item';
import type { Ec2Snapshot } from './snapshot.item';
import type { Ec2Volume } from './volume.item';

/** As regions answer that do not tell `ownerId` and `volumeArn` yet. */
export function volumeItem(volume: Ec2Volume): string {
  const { attachment } = volume;
  const attached = attachment
    ? `<item><volumeId>${volume.id}</volumeId><instanceId>${attachment.instanceId}</instanceId>` +
      `<device>${attachment.device}</device><status>attached</status>` +
      `<attachTime>${attachment.attached.toISOString()}</attachTime>` +
      `<deleteOnTermination>${attachment.device === '/dev/xvda'}</deleteOnTermination></item>`
    : '';
  return (
    `<item><volumeId>${volume.id}</volumeId><size>${volume.sizeGib}</size><snapshotId/>` +
    `<availabilityZone>${volume.zone}</availabilityZone><status>${volume.state}</status>` +
    `<createTime>${volume.created.toISOString()}</createTime>` +
    `<attachmentSet>${attached}</attachmentSet>${tagSet(volume.tags)}` +
    `<volumeType>${volume.type}</volumeType>${optional('iops', volume.iops)}` +
    `<encrypted>${volume.kmsKeyArn !== null}</encrypted>${optional('kmsKeyId', volume.kmsKeyArn)}` +
    `<multiAttachEnabled>false</multiAttachEnabled>${optional('throughput', volume.throughput)}` +
    '<operator><managed>false</managed></operator></item>'
  );
}

export function snapshotItem(snapshot: Ec2Snapshot): string {
  const done = snapshot.state === 'completed';
  return (
    `<item><snapshotId>${snapshot.id}</snapshotId><volumeId>${snapshot.volumeId}</volumeId>` +
    `<status>${snapshot.state}</status><startTime>${snapshot.started.toISOString()}</startTime>` +
    `<progress>${done ? '100%' : '42%'}</progress><ownerId>${snapshot.ownerId}</ownerId>` +
    `<volumeSize>${snapshot.sizeGib}</volumeSize>` +
    `<description>${escapeXml(snapshot.description)}</description>${tagSet(snapshot.tags)}` +
    `<encrypted>${snapshot.kmsKeyArn !== null}</encrypted>` +
    optional('kmsKeyId', snapshot.kmsKeyArn) +
    `<storageTier>${snapshot.archived ? 'archive' : 'standard'}</storageTier></item>`
  );
}

export function imageItem(image: Ec2Image): string {
  const { root } = image;
  const name = escapeXml(image.name);
  return (
    `<item><imageId>${image.id}</imageId><imageLocation>${image.ownerId}/${name}</imageLocation>` +
    `<imageState>${image.state}</imageState><imageOwnerId>${image.ownerId}</imageOwnerId>` +
    `<creationDate>${image.created.toISOString()}</creationDate><isPublic>${image.isPublic}</isPublic>` +
    `<architecture>${image.architecture}</architecture><imageType>machine</imageType>` +
    (image.windows ? '<platform>windows</platform>' : '') +
    `<name>${name}</name><rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName>` +
    '<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs>' +
    `<snapshotId>${root.snapshotId}</snapshotId><volumeSize>${root.sizeGib}</volumeSize>` +
    `<deleteOnTermination>true</deleteOnTermination><volumeType>gp3</volumeType><encrypted>${root.encrypted}</encrypted>` +
    '</ebs></item><item><deviceName>/dev/sdb</deviceName><virtualName>ephemeral0</virtualName></item></blockDeviceMapping>' +
    `<virtualizationType>hvm</virtualizationType>${tagSet(image.tags)}<hypervisor>xen</hypervisor>` +
    `<enaSupport>true</enaSupport><platformDetails>${image.windows ? 'Windows' : 'Linux/UNIX'}</platformDetails>` +
    `<usageOperation>${image.windows ? 'RunInstances:0002' : 'RunInstances'}</usageOperation>` +
    '<imdsSupport>v2.0</imdsSupport></item>'
  );
}
