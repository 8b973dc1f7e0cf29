import { instantOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { lastSegment, offUnlessTold } from '../payload';
import { plainResource } from '../plain-resource';
import { locationOf, pathOf } from '../resource-name';

type Payload = Readonly<Record<string, unknown>>;

/** `null` when the payload does not identify itself. */
export function toRepository(raw: unknown): DiscoveredResource<'registry'> | null {
  const repository = recordOf(raw);
  const path = pathOf(repository['name']);
  if (path === null) return null;
  return {
    ...plainResource(),
    resourceId: `//artifactregistry.googleapis.com/${path}`,
    resourceType: 'registry',
    nativeType: 'artifactregistry.googleapis.com/Repository',
    name: lastSegment(path),
    region: locationOf(path),
    size: textOf(repository['format']),
    tags: tagsOf(repository['labels']),
    createdAt: instantOf(repository['createTime']),
    attributes: {
      // Its IAM policy would tell, which takes a request for each.
      isPublic: null,
      scansOnPush: scannedBy(recordOf(repository['vulnerabilityScanningConfig'])),
      tagsImmutable: tagsImmutable(repository),
      encryptionKeyId: textOf(repository['kmsKeyName']),
    },
    raw,
  };
}

/** Not told where there is nothing to scan, as in a repository of APT packages. */
function scannedBy(scanning: Payload): boolean | null {
  const state = scanning['enablementState'];
  if (state === 'SCANNING_ACTIVE') return true;
  return state === 'SCANNING_DISABLED' ? false : null;
}

/** Only images have tags. */
function tagsImmutable({ format, dockerConfig = {} }: Payload): boolean | null {
  if (format !== 'DOCKER' || recordOf(dockerConfig) !== dockerConfig) return null;
  return offUnlessTold(recordOf(dockerConfig)['immutableTags']);
}
