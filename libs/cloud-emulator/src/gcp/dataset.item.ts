import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { drawLabels, type GcpScope } from './gcp-scope';

export interface GcpDataset extends EmulatedItem {
  readonly created: string;
  readonly kmsKey: string | null;
  /** Who else may read: `allUsers`, `allAuthenticatedUsers` or nobody. */
  readonly guest: 'allUsers' | 'allAuthenticatedUsers' | null;
  readonly labels: Readonly<Record<string, string>>;
}

export function datasetGenerator(scope: GcpScope): Generate<GcpDataset> {
  const salt = saltOf(scope.seed, scope.project, 'dataset');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const name = `${naming.application}_${index + 1}`;
    return {
      id: name,
      region: random.pick(['EU', 'US', 'europe-west1']),
      name,
      created: String(random.time().getTime()),
      kmsKey:
        index % 3 === 1
          ? `projects/${scope.project}/locations/eu/keyRings/main/cryptoKeys/data`
          : null,
      guest: index % 6 === 0 ? 'allUsers' : index % 6 === 3 ? 'allAuthenticatedUsers' : null,
      labels: drawLabels(random, naming, revision),
    };
  };
}

/** The number at the end of a name: hyphens are not permitted here. */
export function datasetIndex(id: string): number | null {
  const number = /_(\d+)$/.exec(id)?.[1];
  return number === undefined ? null : Number(number) - 1;
}

/** As lists show it. */
export function listedDatasetJson(scope: GcpScope, dataset: GcpDataset): Record<string, unknown> {
  return {
    kind: 'bigquery#dataset',
    id: `${scope.project}:${dataset.id}`,
    datasetReference: { datasetId: dataset.id, projectId: scope.project },
    ...(Object.keys(dataset.labels).length === 0 ? {} : { labels: dataset.labels }),
    location: dataset.region,
    type: 'DEFAULT',
  };
}

export function datasetJson(scope: GcpScope, dataset: GcpDataset): Record<string, unknown> {
  const { guest, kmsKey } = dataset;
  const { project } = scope;
  return {
    ...listedDatasetJson(scope, dataset),
    etag: 'mHk2GZ1sQ0u1c2Z1V0hB9A==',
    selfLink: `https://bigquery.googleapis.com/bigquery/v2/projects/${project}/datasets/${dataset.id}`,
    access: [
      { role: 'WRITER', specialGroup: 'projectWriters' },
      { role: 'OWNER', specialGroup: 'projectOwners' },
      { role: 'READER', specialGroup: 'projectReaders' },
      ...(guest === 'allUsers' ? [{ role: 'READER', iamMember: guest }] : []),
      ...(guest === 'allAuthenticatedUsers' ? [{ role: 'READER', specialGroup: guest }] : []),
    ],
    creationTime: dataset.created,
    lastModifiedTime: dataset.created,
    ...(kmsKey === null ? {} : { defaultEncryptionConfiguration: { kmsKeyName: kmsKey } }),
    maxTimeTravelHours: '168',
  };
}
