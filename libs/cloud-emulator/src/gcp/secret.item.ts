import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { drawLabels, type GcpScope } from './gcp-scope';

export interface GcpSecret extends EmulatedItem {
  readonly created: string;
  readonly kmsKey: string | null;
  readonly rotates: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

export function secretGenerator(scope: GcpScope): Generate<GcpSecret> {
  const salt = saltOf(scope.seed, scope.project, 'secret');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const name = `${naming.application}-secret-${index + 1}`;
    return {
      id: name,
      region: null,
      name,
      created: random.time().toISOString(),
      kmsKey:
        index % 3 === 1
          ? `projects/${scope.project}/locations/global/keyRings/main/cryptoKeys/secrets`
          : null,
      rotates: index % 3 === 0,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function secretJson(scope: GcpScope, secret: GcpSecret): Record<string, unknown> {
  const { kmsKey } = secret;
  return {
    // The service names projects by their numbers.
    name: `projects/${scope.projectNumber}/secrets/${secret.id}`,
    replication: {
      automatic: kmsKey === null ? {} : { customerManagedEncryption: { kmsKeyName: kmsKey } },
    },
    createTime: secret.created,
    ...(Object.keys(secret.labels).length === 0 ? {} : { labels: secret.labels }),
    etag: '"15f2c1a3b4d5e6"',
    ...(secret.rotates
      ? { rotation: { nextRotationTime: '2026-12-01T00:00:00Z', rotationPeriod: '2592000s' } }
      : {}),
  };
}
