import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { regionOfZone, ZONES } from './catalogue';
import {
  computeLink,
  drawLabels,
  instanceOfDisk,
  numericId,
  timestamp,
  zoneOfInstance,
  type GcpScope,
} from './gcp-scope';
import { diskName, instanceName } from './item-names';

export interface GcpDisk extends EmulatedItem {
  readonly numericId: string;
  readonly created: string;
  /** Null for a regional disk. */
  readonly zone: string | null;
  readonly region: string;
  readonly sizeGb: number;
  readonly kind: 'pd-standard' | 'pd-balanced' | 'pd-ssd';
  readonly instance: number | null;
  readonly kmsKey: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

/** `hasInstance` tells by number whether an instance still exists: its disks outlive it. */
export function diskGenerator(
  scope: GcpScope,
  hasInstance: (instance: number) => boolean,
): Generate<GcpDisk> {
  const salt = saltOf(scope.seed, scope.project, 'disk');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const instance = instanceOfDisk(scope, index);
    const free = random.pick(ZONES);
    const zone = instance === null ? free : zoneOfInstance(scope, instance);
    const regional = instance === null && random.chance(0.3);
    return {
      id: diskName(index),
      region: regionOfZone(zone),
      name: diskName(index),
      numericId: numericId(salt, index),
      created: timestamp(random.time()),
      zone: regional ? null : zone,
      sizeGb: random.pick([10, 50, 200, 1000]),
      kind: random.pick(['pd-standard', 'pd-balanced', 'pd-ssd'] as const),
      instance: instance !== null && hasInstance(instance) ? instance : null,
      kmsKey: random.chance(0.2)
        ? `projects/${scope.project}/locations/${regionOfZone(zone)}/keyRings/main/cryptoKeys/disks/cryptoKeyVersions/1`
        : null,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function diskJson(scope: GcpScope, disk: GcpDisk): Record<string, unknown> {
  const place = disk.zone === null ? `regions/${disk.region}` : `zones/${disk.zone}`;
  const at = (path: string): string => computeLink(scope, place + path);
  return {
    kind: 'compute#disk',
    id: disk.numericId,
    creationTimestamp: disk.created,
    name: disk.name,
    sizeGb: String(disk.sizeGb),
    ...(disk.zone === null
      ? {
          region: at(''),
          replicaZones: ZONES.filter((zone) => regionOfZone(zone) === disk.region)
            .slice(0, 2)
            .map((zone) => computeLink(scope, `zones/${zone}`)),
        }
      : { zone: at('') }),
    status: 'READY',
    selfLink: at(`/disks/${disk.id}`),
    type: at(`/diskTypes/${disk.kind}`),
    ...(disk.instance === null
      ? {}
      : {
          users: [at(`/instances/${instanceName(scope, disk.instance)}`)],
          lastAttachTimestamp: disk.created,
        }),
    ...(disk.kmsKey === null ? {} : { diskEncryptionKey: { kmsKeyName: disk.kmsKey } }),
    ...(Object.keys(disk.labels).length === 0 ? {} : { labels: disk.labels }),
    labelFingerprint: '42WmSpB8rSM=',
    physicalBlockSizeBytes: '4096',
    architecture: 'X86_64',
    enableConfidentialCompute: false,
    satisfiesPzi: true,
  };
}
