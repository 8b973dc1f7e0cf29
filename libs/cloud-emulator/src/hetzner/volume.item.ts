import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { serverOfVolume } from './attachments';
import { LOCATIONS } from './catalogue';
import type { HetznerLocation } from './catalogue';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';
import { serverGenerator } from './server.item';

export interface HetznerVolume extends EmulatedItem {
  readonly created: string;
  readonly server: number | null;
  readonly location: HetznerLocation;
  /** Gigabytes. */
  readonly size: number;
  readonly format: 'ext4' | 'xfs' | null;
  readonly protected: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** `hasServer` tells by number whether a server still exists: its volumes outlive it. */
export function volumeGenerator(
  scope: HetznerScope,
  hasServer: (server: number) => boolean,
): Generate<HetznerVolume> {
  const salt = saltOf(scope.seed, scope.projectName, 'volume');
  const serverAt = serverGenerator(scope);
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const server = serverOfVolume(scope, index);
    const free = random.pick(LOCATIONS);
    const location = server === null ? free : serverAt(server, 0).location;
    return {
      id: String(scope.firstId + index),
      region: location.name,
      name: `${naming.environment}-${naming.application}-vol-${index + 1}`,
      created: timestamp(random.time()),
      server: server === null || !hasServer(server) ? null : scope.firstId + server,
      location,
      size: random.pick([10, 20, 50, 100, 500, 2000]),
      format: random.pick(['ext4', 'xfs', null]),
      protected: random.chance(0.2),
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function volumeJson(volume: HetznerVolume): Record<string, unknown> {
  return {
    id: Number(volume.id),
    created: volume.created,
    name: volume.name,
    server: volume.server,
    location: volume.location,
    size: volume.size,
    linux_device: `/dev/disk/by-id/scsi-0HC_Volume_${volume.id}`,
    protection: { delete: volume.protected },
    labels: volume.labels,
    status: 'available',
    format: volume.format,
  };
}
