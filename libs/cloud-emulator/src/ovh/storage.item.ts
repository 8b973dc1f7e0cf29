import type { Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom } from '../estate/random';
import type { OvhProjectItem } from './compute.item';
import {
  openStackTime,
  parisTime,
  projectAt,
  regionsWith,
  uuidAt,
  type OvhScope,
} from './ovh-scope';

export interface OvhVolume extends OvhProjectItem {
  readonly region: string;
  readonly zone: string | null;
  readonly size: number;
  readonly type: 'classic' | 'classic-luks' | 'high-speed' | 'high-speed-gen2';
  readonly instances: readonly string[];
  readonly created: string;
}

/** The instance that a volume may be attached to: one of the same place that still exists. */
export type InstanceOf = (index: number) => { id: string; project: string; region: string } | null;

/** Every second volume is attached to the instance of its number. */
export function volumeGenerator(
  scope: OvhScope,
  salt: number,
  instanceOf: InstanceOf,
): Generate<OvhVolume> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const project = projectAt(scope, index);
    const instance = index % 2 === 0 ? instanceOf(index) : null;
    const drawn = random.pick(regionsWith(scope, project, 'volume'));
    const region =
      regionsWith(scope, project, 'volume').find(({ name }) => name === instance?.region) ?? drawn;
    return {
      id: uuidAt(salt, index),
      project,
      region: region.name,
      zone: region.zones[0] ?? null,
      name: `${naming.environment}-${naming.application}-vol-${index + 1}`,
      size: random.pick([10, 50, 100, 500]) + revision,
      type: random.pick(['classic', 'classic-luks', 'high-speed', 'high-speed-gen2']),
      instances: instance?.project === project ? [instance.id] : [],
      created: openStackTime(random.time()),
    };
  };
}

export function volumeJson(volume: OvhVolume): Record<string, unknown> {
  return {
    id: volume.id,
    attachedTo: volume.instances,
    creationDate: volume.created,
    name: volume.name,
    description: '',
    size: volume.size,
    status: volume.instances.length > 0 ? 'in-use' : 'available',
    region: volume.region,
    bootable: false,
    planCode: `volume.${volume.type}.consumption`,
    availabilityZone: volume.zone,
    type: volume.type,
  };
}

export interface OvhVolumeSnapshot extends OvhProjectItem {
  readonly region: string;
  readonly size: number;
  readonly volumeId: string;
  readonly created: string;
}

/** Of the volume of the same number, which may be gone since. */
export function volumeSnapshotGenerator(
  scope: OvhScope,
  salt: number,
  volumeAt: Generate<OvhVolume>,
): Generate<OvhVolumeSnapshot> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const volume = volumeAt(index, 0);
    return {
      id: uuidAt(salt, index),
      project: projectAt(scope, index),
      region: volume.region,
      name: `${volume.name}-snap${revision > 0 ? `-r${revision}` : ''}`,
      size: volume.size,
      volumeId: volume.id,
      created: openStackTime(random.time()),
    };
  };
}

export function volumeSnapshotJson(snapshot: OvhVolumeSnapshot): Record<string, unknown> {
  return {
    id: snapshot.id,
    creationDate: snapshot.created,
    name: snapshot.name,
    description: '',
    size: snapshot.size,
    volumeId: snapshot.volumeId,
    region: snapshot.region,
    status: 'available',
    planCode: 'volume.snapshot.consumption',
  };
}

export interface OvhContainer extends OvhProjectItem {
  readonly region: string;
  readonly type: 'private' | 'public' | 'static';
  readonly bytes: number;
  readonly archive: boolean;
}

/** Containers of Swift; the id is its name and region in another form, as in the real service. */
export function containerGenerator(scope: OvhScope, salt: number): Generate<OvhContainer> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const project = projectAt(scope, index);
    return {
      id: `${uuidAt(salt, index).replaceAll('-', '')}2e${random.hex(6)}`,
      project,
      region: random.pick(regionsWith(scope, project, 'storage')).name,
      name: `${naming.environment}-${naming.application}-files-${index + 1}`,
      type: random.pick(['private', 'private', 'private', 'public', 'static']),
      bytes: random.int(1_000_000_000) + revision,
      archive: random.chance(0.2),
    };
  };
}

/** Whether a container is public is told only to those who ask for it by `includeType`. */
export function containerJson(container: OvhContainer, withType: boolean): Record<string, unknown> {
  return {
    id: container.id,
    name: container.name,
    region: container.region,
    storedObjects: Math.floor(container.bytes / 5000),
    storedBytes: container.bytes,
    archive: withType ? container.archive : null,
    containerType: withType ? container.type : null,
  };
}

export interface OvhBucket extends OvhProjectItem {
  readonly region: string;
  readonly encrypted: boolean;
  readonly versioned: boolean;
  readonly created: string;
  readonly bytes: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Buckets of S3; the name is the id. */
export function bucketGenerator(scope: OvhScope, salt: number): Generate<OvhBucket> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const project = projectAt(scope, index);
    const name = `${naming.environment}-${naming.application}-${uuidAt(salt, index).slice(0, 8)}`;
    return {
      id: name,
      project,
      region: random.pick(regionsWith(scope, project, 'storage-s3-standard')).name,
      name,
      encrypted: random.chance(0.6),
      versioned: random.chance(0.5),
      created: parisTime(random.time()),
      bytes: random.int(1_000_000_000),
      tags: {
        environment: naming.environment,
        ...(revision > 0 ? { revision: String(revision) } : {}),
      },
    };
  };
}

/** As the list shows it. */
export function bucketJson(bucket: OvhBucket): Record<string, unknown> {
  return {
    name: bucket.name,
    virtualHost: `https://${bucket.name}.s3.${bucket.region.toLowerCase()}.io.cloud.ovh.net/`,
    ownerId: 420_001,
    objectsCount: Math.floor(bucket.bytes / 5000),
    objectsSize: bucket.bytes,
    objects: [],
    region: bucket.region,
    createdAt: bucket.created,
  };
}

/** As the request for one bucket shows it. */
export function bucketDetailJson(bucket: OvhBucket): Record<string, unknown> {
  return {
    ...bucketJson(bucket),
    encryption: { sseAlgorithm: bucket.encrypted ? 'AES256' : 'plaintext' },
    versioning: { status: bucket.versioned ? 'enabled' : 'disabled' },
    objectLock: { status: 'disabled' },
    replication: null,
    lifecycle: null,
    tags: bucket.tags,
  };
}
