import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { computeLink, drawLabels, numericId, timestamp, type GcpScope } from './gcp-scope';

export interface GcpImage extends EmulatedItem {
  readonly numericId: string;
  readonly created: string;
  readonly family: string | null;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly labels: Readonly<Record<string, string>>;
}

export function imageGenerator(scope: GcpScope): Generate<GcpImage> {
  const salt = saltOf(scope.seed, scope.project, 'image');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const name = `golden-${naming.role}-${index + 1}`;
    return {
      id: name,
      region: null,
      name,
      numericId: numericId(salt, index),
      created: timestamp(random.time()),
      family: random.chance(0.5) ? `golden-${naming.role}` : null,
      architecture: random.chance(0.8) ? 'X86_64' : 'ARM64',
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function imageJson(scope: GcpScope, image: GcpImage): Record<string, unknown> {
  return {
    kind: 'compute#image',
    id: image.numericId,
    creationTimestamp: image.created,
    name: image.name,
    sourceType: 'RAW',
    status: 'READY',
    archiveSizeBytes: '1073741824',
    diskSizeGb: '20',
    ...(image.family === null ? {} : { family: image.family }),
    licenses: [
      'https://www.googleapis.com/compute/v1/projects/debian-cloud/global/licenses/debian-12-bookworm',
    ],
    architecture: image.architecture,
    selfLink: computeLink(scope, `global/images/${image.id}`),
    labels: image.labels,
    labelFingerprint: '42WmSpB8rSM=',
    storageLocations: ['eu'],
    enableConfidentialCompute: false,
  };
}
