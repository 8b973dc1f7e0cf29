import { listOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { EVERYBODY } from '../iam-policy';
import { wholeOf } from '../payload';
import { plainResource } from '../plain-resource';

/**
 * `null` when the payload does not identify itself.
 * @param detail the dataset read by itself, which tells more; `null` where it could not be
 */
export function toDataset(raw: unknown, detail: unknown): DiscoveredResource<'dataset'> | null {
  const listed = recordOf(raw);
  const reference = recordOf(listed['datasetReference']);
  const [id, project] = [textOf(reference['datasetId']), textOf(reference['projectId'])];
  if (id === null || project === null) return null;
  const dataset = recordOf(detail);
  const isPublic = publicBy(dataset['access']);
  return {
    ...plainResource(),
    resourceId: `//bigquery.googleapis.com/projects/${project}/datasets/${id}`,
    resourceType: 'dataset',
    nativeType: 'bigquery.googleapis.com/Dataset',
    name: id,
    // `EU` and `US` are of several regions.
    region: textOf(listed['location'])?.toLowerCase() ?? null,
    isPublic,
    tags: tagsOf(listed['labels']),
    createdAt: momentOf(dataset['creationTime']),
    attributes: {
      isPublic,
      encryptionKeyId: textOf(recordOf(dataset['defaultEncryptionConfiguration'])['kmsKeyName']),
    },
    raw: detail ?? raw,
  };
}

function publicBy(access: unknown): boolean | null {
  if (!Array.isArray(access)) return null;
  return listOf(access)
    .map(recordOf)
    .some(({ iamMember, specialGroup }) =>
      [iamMember, specialGroup].some((member) => EVERYBODY.has(textOf(member) ?? '')),
    );
}

/** Milliseconds since 1970, as text. */
function momentOf(value: unknown): string | null {
  const time = new Date(wholeOf(value) ?? NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
