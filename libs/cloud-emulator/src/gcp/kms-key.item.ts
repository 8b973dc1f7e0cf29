import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { drawLabels, type GcpScope } from './gcp-scope';

/** Where the project has key rings; the API lists other locations, too. */
const RING_LOCATIONS = ['europe-west1', 'global', 'eu', 'us-central1'] as const;
const RINGS = ['main', 'spare'] as const;

export interface GcpKmsKey extends EmulatedItem {
  /** `<location>/keyRings/<ring>`. */
  readonly ring: string;
  readonly created: string;
  readonly purpose: 'ENCRYPT_DECRYPT' | 'ASYMMETRIC_SIGN';
  readonly enabled: boolean;
  readonly rotates: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** Every third signs; of the others every second is renewed by nobody. */
export function kmsKeyGenerator(scope: GcpScope): Generate<GcpKmsKey> {
  const salt = saltOf(scope.seed, scope.project, 'kms-key');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const location = RING_LOCATIONS[index % RING_LOCATIONS.length] ?? 'global';
    const name = `${naming.application}-key-${index + 1}`;
    return {
      id: name,
      region: location,
      name,
      ring: `${location}/keyRings/${RINGS[Math.floor(index / 4) % 2] ?? 'main'}`,
      created: random.time().toISOString(),
      purpose: index % 3 === 2 ? 'ASYMMETRIC_SIGN' : 'ENCRYPT_DECRYPT',
      enabled: index % 5 !== 3,
      rotates: index % 2 === 0,
      labels: drawLabels(random, naming, revision),
    };
  };
}

/** Key rings cannot be deleted, so that they are there whatever becomes of their keys. */
export function ringsOf({ counts }: GcpScope, location: string): string[] {
  const at = RING_LOCATIONS.findIndex((each) => each === location);
  if (at === -1 || at >= counts.kmsKeys) return [];
  return RINGS.map((ring) => `${location}/keyRings/${ring}`);
}

export function keyRingJson({ project }: GcpScope, ring: string): Record<string, unknown> {
  return { name: `projects/${project}/locations/${ring}`, createTime: '2024-05-06T07:08:09.123Z' };
}

export function kmsKeyName({ project }: GcpScope, { ring, id }: GcpKmsKey): string {
  return `projects/${project}/locations/${ring}/cryptoKeys/${id}`;
}

export function kmsKeyJson(scope: GcpScope, key: GcpKmsKey): Record<string, unknown> {
  const name = kmsKeyName(scope, key);
  const encrypts = key.purpose === 'ENCRYPT_DECRYPT';
  const algorithm = encrypts ? 'GOOGLE_SYMMETRIC_ENCRYPTION' : 'EC_SIGN_P256_SHA256';
  return {
    name,
    ...(encrypts
      ? {
          primary: {
            name: `${name}/cryptoKeyVersions/1`,
            state: key.enabled ? 'ENABLED' : 'DISABLED',
            createTime: key.created,
            protectionLevel: 'SOFTWARE',
            algorithm,
            generateTime: key.created,
          },
        }
      : {}),
    purpose: key.purpose,
    createTime: key.created,
    ...(encrypts && key.rotates
      ? { nextRotationTime: '2026-12-01T00:00:00Z', rotationPeriod: '7776000s' }
      : {}),
    versionTemplate: { protectionLevel: 'SOFTWARE', algorithm },
    ...(Object.keys(key.labels).length === 0 ? {} : { labels: key.labels }),
    destroyScheduledDuration: '2592000s',
  };
}
