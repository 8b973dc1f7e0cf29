import type { Generate } from '../estate/collection';
import { BLOCK_SIZE, blockAddress, datacenterOfBlock } from './addresses';
import { metadataOf, type Entity } from './entity';
import { drawer, LOCATIONS, type IonosItem, type IonosScope } from './scope';

export interface IonosIpBlock extends IonosItem {
  readonly location: string;
  readonly ips: readonly string[];
}

/** What uses an address of a block. */
export interface IonosConsumer {
  readonly ip: string;
  readonly mac: string;
  readonly nicId: string;
  readonly serverId: string;
  readonly serverName: string;
  readonly datacenterId: string;
  readonly datacenterName: string | null;
}

export function ipBlockGenerator(scope: IonosScope): Generate<IonosIpBlock> {
  const { draw } = drawer(scope, 'ip-block', '');
  return (index, revision) => {
    const { naming, common } = draw(index, revision);
    const location = datacenterOfBlock(scope, index)?.location ?? 'de/fra';
    return {
      ...common,
      region: location,
      name: `${naming.environment}-ips-${index + 1}`,
      location,
      ips: Array.from({ length: BLOCK_SIZE }, (_, at) => blockAddress(index, at)),
    };
  };
}

export function ipBlockEntity(block: IonosIpBlock, consumers: readonly IonosConsumer[]): Entity {
  return {
    id: block.id,
    type: 'ipblock',
    path: `/ipblocks/${block.id}`,
    metadata: metadataOf(block.created, 'AVAILABLE', block.revision),
    properties: {
      ips: block.ips,
      location: block.location,
      size: block.ips.length,
      name: block.name,
      ipConsumers: consumers.map((each) => ({
        ...each,
        k8sNodePoolUuid: null,
        k8sClusterUuid: null,
      })),
    },
  };
}

export interface IonosDisk extends IonosItem {
  readonly location: string;
  /** Gigabytes. */
  readonly size: number;
  readonly licence: string;
  readonly isPublic: boolean;
}

/** Snapshots, and the images of the contract. */
export function diskGenerator(scope: IonosScope, kind: 'snapshot' | 'image'): Generate<IonosDisk> {
  const { draw } = drawer(scope, kind, '');
  return (index, revision) => {
    const { random, naming, common } = draw(index, revision);
    const location = random.pick(LOCATIONS);
    return {
      ...common,
      region: location,
      name: `${naming.application}-${kind}-${index + 1}${revision > 0 ? `-r${revision}` : ''}`,
      location,
      size: random.pick([10, 20, 50]),
      licence: random.pick(['LINUX', 'WINDOWS2022', 'UNKNOWN']),
      isPublic: false,
    };
  };
}

const HOT_PLUG = {
  cpuHotPlug: true,
  cpuHotUnplug: false,
  ramHotPlug: true,
  ramHotUnplug: false,
  nicHotPlug: true,
  nicHotUnplug: true,
  discVirtioHotPlug: true,
  discVirtioHotUnplug: true,
  discScsiHotPlug: false,
  discScsiHotUnplug: false,
};

export function snapshotEntity(snapshot: IonosDisk): Entity {
  return {
    id: snapshot.id,
    type: 'snapshot',
    path: `/snapshots/${snapshot.id}`,
    metadata: metadataOf(snapshot.created, 'AVAILABLE', snapshot.revision),
    properties: {
      name: snapshot.name,
      description: null,
      location: snapshot.location,
      size: snapshot.size,
      secAuthProtection: false,
      ...HOT_PLUG,
      licenceType: snapshot.licence,
    },
  };
}

export function imageEntity(image: IonosDisk): Entity {
  return {
    id: image.id,
    type: 'image',
    path: `/images/${image.id}`,
    metadata: metadataOf(image.created, 'AVAILABLE', image.revision),
    properties: {
      name: image.name,
      description: null,
      location: image.location,
      size: image.size,
      ...HOT_PLUG,
      licenceType: image.licence,
      imageType: 'HDD',
      public: image.isPublic,
      imageAliases: image.isPublic ? ['ubuntu:latest'] : [],
      cloudInit: 'V1',
    },
  };
}

/** What IONOS offers everybody is in the list of images as well. */
export const PUBLIC_IMAGES: readonly Entity[] = ['Ubuntu-24.04', 'Debian-12', 'Windows-2022'].map(
  (name, at) =>
    imageEntity({
      index: at,
      revision: 0,
      created: '2025-11-04T08:00:00Z',
      labels: {},
      id: `0e1f${at}a2b-3c4d-4e5f-8a6b-7c8d9e0f1a2b`,
      region: 'de/fra',
      name,
      location: 'de/fra',
      size: 3,
      licence: at === 2 ? 'WINDOWS2022' : 'LINUX',
      isPublic: true,
    }),
);
