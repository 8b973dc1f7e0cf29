import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { serverOfImage } from './attachments';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';
import { serverGenerator } from './server.item';

/** An image of the project's own; its name is what the API calls the description. */
export interface HetznerOwnImage extends EmulatedItem {
  readonly type: 'snapshot' | 'backup';
  readonly status: 'available' | 'creating';
  readonly created: string;
  /** Gigabytes stored. */
  readonly imageSize: number;
  /** Gigabytes of the disk it was taken of. */
  readonly diskSize: number;
  /** Stays as it was when the server is deleted. */
  readonly source: { readonly id: number; readonly name: string } | null;
  /** The server that a backup belongs to. */
  readonly boundTo: number | null;
  readonly flavor: string;
  readonly version: string | null;
  readonly architecture: 'x86' | 'arm';
  readonly protected: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** `hasServer` tells by number whether a server still exists: nothing is bound to a deleted one. */
export function imageGenerator(
  scope: HetznerScope,
  hasServer: (server: number) => boolean,
): Generate<HetznerOwnImage> {
  const salt = saltOf(scope.seed, scope.projectName, 'image');
  const serverAt = serverGenerator(scope);
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const server = serverOfImage(scope, index);
    const source = server === null ? null : serverAt(server, 0);
    const isBackup = source !== null && index % 3 === 2;
    const diskSize = source?.serverType.disk ?? 40;
    return {
      id: String(scope.firstId + index),
      region: null,
      name: `${naming.environment}-${naming.role}-image-${index + 1}`,
      type: isBackup ? 'backup' : 'snapshot',
      status: random.chance(0.96) ? 'available' : 'creating',
      created: timestamp(random.time()),
      imageSize: Math.round(diskSize * (10 + random.int(70))) / 100,
      diskSize,
      source: source === null ? null : { id: Number(source.id), name: source.name },
      boundTo: isBackup && server !== null && hasServer(server) ? scope.firstId + server : null,
      flavor: source?.image?.flavor ?? 'unknown',
      version: source?.image?.version ?? null,
      architecture: source?.serverType.architecture ?? 'x86',
      protected: random.chance(0.2),
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function imageJson(image: HetznerOwnImage): Record<string, unknown> {
  return {
    id: Number(image.id),
    type: image.type,
    status: image.status,
    name: null,
    description: image.name,
    image_size: image.status === 'creating' ? null : image.imageSize,
    disk_size: image.diskSize,
    created: image.created,
    created_from: image.source,
    bound_to: image.boundTo,
    os_flavor: image.flavor,
    os_version: image.version,
    rapid_deploy: false,
    protection: { delete: image.protected },
    deprecated: null,
    deleted: null,
    labels: image.labels,
    architecture: image.architecture,
  };
}
