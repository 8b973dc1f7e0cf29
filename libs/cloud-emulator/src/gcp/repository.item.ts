import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { drawLabels, type GcpScope } from './gcp-scope';

export interface GcpRepository extends EmulatedItem {
  readonly region: string;
  readonly created: string;
  readonly format: 'DOCKER' | 'NPM' | 'APT';
  readonly immutable: boolean;
  readonly scanning: 'SCANNING_ACTIVE' | 'SCANNING_DISABLED' | 'SCANNING_UNSUPPORTED';
  readonly kmsKey: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

export function repositoryGenerator(scope: GcpScope): Generate<GcpRepository> {
  const salt = saltOf(scope.seed, scope.project, 'repository');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const name = `${naming.application}-repo-${index + 1}`;
    const format = (['DOCKER', 'DOCKER', 'NPM', 'APT'] as const)[index % 4] ?? 'DOCKER';
    return {
      id: name,
      region: random.pick(['europe', 'europe-west1', 'us-central1']),
      name,
      created: random.time().toISOString(),
      format,
      immutable: index % 2 === 1,
      scanning:
        format === 'APT'
          ? 'SCANNING_UNSUPPORTED'
          : index % 2 === 0
            ? 'SCANNING_ACTIVE'
            : 'SCANNING_DISABLED',
      kmsKey: random.chance(0.3)
        ? `projects/${scope.project}/locations/europe/keyRings/main/cryptoKeys/images`
        : null,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function repositoryPath({ project }: GcpScope, { region, id }: GcpRepository): string {
  return `projects/${project}/locations/${region}/repositories/${id}`;
}

export function repositoryJson(
  scope: GcpScope,
  repository: GcpRepository,
): Record<string, unknown> {
  const docker = repository.format === 'DOCKER';
  return {
    name: repositoryPath(scope, repository),
    format: repository.format,
    ...(Object.keys(repository.labels).length === 0 ? {} : { labels: repository.labels }),
    createTime: repository.created,
    updateTime: repository.created,
    ...(repository.kmsKey === null ? {} : { kmsKeyName: repository.kmsKey }),
    mode: 'STANDARD_REPOSITORY',
    // False is left out.
    ...(docker && repository.immutable ? { dockerConfig: { immutableTags: true } } : {}),
    sizeBytes: '1048576',
    vulnerabilityScanningConfig: { enablementState: repository.scanning },
    registryUri: `${repository.region}-docker.pkg.dev/${scope.project}/${repository.id}`,
  };
}
