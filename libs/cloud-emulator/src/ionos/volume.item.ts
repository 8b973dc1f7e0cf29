import type { Generate } from '../estate/collection';
import { metadataOf, type Entity } from './entity';
import { drawer, type Datacenter, type IonosItem, type IonosScope } from './scope';

export interface IonosVolume extends IonosItem {
  readonly type: 'HDD' | 'SSD Standard' | 'SSD Premium' | 'DAS';
  /** Gigabytes. */
  readonly size: number;
  readonly zone: 'AUTO' | 'ZONE_1' | 'ZONE_3';
  readonly image: string | null;
  readonly licence: 'LINUX' | 'WINDOWS2022' | 'OTHER';
  readonly state: 'AVAILABLE' | 'BUSY';
}

const IMAGES = [
  '7d2f1f4a-0f6b-11ee-9d6c-6e8a1a2b3c4d',
  'a2c9e5c8-6f53-11ee-b962-0242ac120002',
] as const;

/** Volume `v` is attached to server `v` of its data center, except each fourth. */
export function serverOfVolume({ counts }: Datacenter, volume: number): number | null {
  return volume % 4 !== 3 && volume < counts.servers ? volume : null;
}

export function volumeGenerator(scope: IonosScope, place: Datacenter): Generate<IonosVolume> {
  const { draw } = drawer(scope, 'volume', place.id);
  return (index, revision) => {
    const { random, naming, common } = draw(index, revision);
    return {
      ...common,
      region: place.location,
      name: `${naming.environment}-${naming.application}-vol-${index + 1}`,
      type: random.pick(['HDD', 'SSD Standard', 'SSD Premium', 'DAS']),
      size: random.pick([10, 15, 30, 100, 500]),
      zone: random.pick(['AUTO', 'AUTO', 'ZONE_1', 'ZONE_3']),
      image: random.chance(0.6) ? random.pick(IMAGES) : null,
      licence: random.pick(['LINUX', 'LINUX', 'LINUX', 'WINDOWS2022', 'OTHER']),
      state: random.chance(0.97) ? 'AVAILABLE' : 'BUSY',
    };
  };
}

/** `server` is the id of the server it is attached to. */
export function volumeEntity(
  volume: IonosVolume,
  place: Datacenter,
  server: string | null,
): Entity {
  return {
    id: volume.id,
    type: 'volume',
    path: `/datacenters/${place.id}/volumes/${volume.id}`,
    metadata: metadataOf(volume.created, volume.state, volume.revision),
    properties: {
      name: volume.name,
      type: volume.type,
      size: volume.size,
      availabilityZone: volume.zone,
      image: volume.image,
      // Written only when a volume is made, and read as null ever after.
      imagePassword: null,
      sshKeys: null,
      bus: server === null ? null : 'VIRTIO',
      licenceType: volume.licence,
      cpuHotPlug: false,
      ramHotPlug: false,
      nicHotPlug: false,
      nicHotUnplug: false,
      discVirtioHotPlug: false,
      discVirtioHotUnplug: false,
      deviceNumber: server === null ? 0 : 1,
      pciSlot: server === null ? null : 5,
      userData: null,
      bootServer: server,
    },
  };
}
