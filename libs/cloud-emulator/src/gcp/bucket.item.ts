import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { drawLabels, type GcpScope } from './gcp-scope';

export interface GcpBucket extends EmulatedItem {
  readonly region: string;
  readonly created: string;
  readonly publicAccessPrevention: 'enforced' | 'inherited';
  readonly uniformAccess: boolean;
  /** Who else may read, such as `allUsers`. */
  readonly guests: readonly string[];
  readonly versioned: boolean;
  readonly logBucket: string | null;
  readonly kmsKey: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

/** Names are unique in the whole world, so they carry the project's number. */
export function bucketGenerator(scope: GcpScope): Generate<GcpBucket> {
  const salt = saltOf(scope.seed, scope.project, 'bucket');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const enforced = random.chance(0.5);
    const name = `${naming.environment}-${naming.application}-${scope.projectNumber}-${index + 1}`;
    return {
      id: name,
      region: random.pick(['EU', 'US', 'EUROPE-WEST1', 'US-CENTRAL1']),
      name,
      created: random.time().toISOString(),
      publicAccessPrevention: enforced ? 'enforced' : 'inherited',
      uniformAccess: random.chance(0.7),
      guests:
        !enforced && index % 4 === 0
          ? [index % 8 === 0 ? 'allUsers' : 'allAuthenticatedUsers']
          : [],
      versioned: index % 3 === 0,
      logBucket: index % 4 === 3 ? `logs-${scope.projectNumber}` : null,
      kmsKey: random.chance(0.2)
        ? `projects/${scope.project}/locations/eu/keyRings/main/cryptoKeys/buckets`
        : null,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function bucketJson(scope: GcpScope, bucket: GcpBucket): Record<string, unknown> {
  const enabled = bucket.uniformAccess;
  const multi = bucket.region.length === 2;
  return {
    kind: 'storage#bucket',
    selfLink: `https://www.googleapis.com/storage/v1/b/${bucket.id}`,
    id: bucket.id,
    name: bucket.name,
    projectNumber: scope.projectNumber,
    generation: '1769716798429742303',
    metageneration: '1',
    location: bucket.region,
    storageClass: 'STANDARD',
    etag: 'CAE=',
    timeCreated: bucket.created,
    updated: bucket.created,
    ...(Object.keys(bucket.labels).length === 0 ? {} : { labels: bucket.labels }),
    // Settings that were never made are left out.
    ...(bucket.versioned ? { versioning: { enabled: true } } : {}),
    ...(bucket.logBucket === null
      ? {}
      : { logging: { logBucket: bucket.logBucket, logObjectPrefix: bucket.id } }),
    softDeletePolicy: { retentionDurationSeconds: '604800', effectiveTime: bucket.created },
    iamConfiguration: {
      bucketPolicyOnly: { enabled },
      uniformBucketLevelAccess: { enabled },
      publicAccessPrevention: bucket.publicAccessPrevention,
    },
    ...(bucket.kmsKey === null ? {} : { encryption: { defaultKmsKeyName: bucket.kmsKey } }),
    locationType: multi ? 'multi-region' : 'region',
    ...(multi ? { rpo: 'DEFAULT' } : {}),
  };
}

export function bucketPolicyJson(scope: GcpScope, bucket: GcpBucket): Record<string, unknown> {
  const { guests } = bucket;
  return {
    kind: 'storage#policy',
    resourceId: `projects/_/buckets/${bucket.id}`,
    version: 1,
    etag: 'CAE=',
    bindings: [
      {
        role: 'roles/storage.legacyBucketOwner',
        members: [`projectEditor:${scope.project}`, `projectOwner:${scope.project}`],
      },
      ...(guests.length === 0 ? [] : [{ role: 'roles/storage.objectViewer', members: guests }]),
    ],
  };
}
