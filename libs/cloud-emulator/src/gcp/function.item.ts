import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { REGIONS } from './catalogue';
import { drawLabels, type GcpScope } from './gcp-scope';

export interface GcpFunction extends EmulatedItem {
  readonly region: string;
  readonly created: string;
  readonly generation: 'GEN_1' | 'GEN_2';
  readonly runtime: string;
  readonly memory: string;
  readonly internal: boolean;
  /** Whether `allUsers` may call it. */
  readonly open: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** Every fourth is of the first generation; the first two can be called by anyone. */
export function functionGenerator(scope: GcpScope): Generate<GcpFunction> {
  const salt = saltOf(scope.seed, scope.project, 'function');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const name = `${naming.application}-fn-${index + 1}`;
    return {
      id: name,
      region: random.pick(REGIONS).name,
      name,
      created: random.time().toISOString(),
      generation: index % 4 === 1 ? 'GEN_1' : 'GEN_2',
      runtime: random.pick(['nodejs22', 'python312', 'go123']),
      memory: random.pick(['256M', '512Mi', '1Gi']),
      internal: index % 3 === 2,
      open: index % 5 < 2,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function functionPath({ project }: GcpScope, { region, id }: GcpFunction): string {
  return `projects/${project}/locations/${region}/functions/${id}`;
}

export function functionJson(scope: GcpScope, item: GcpFunction): Record<string, unknown> {
  const { project, projectNumber } = scope;
  const second = item.generation === 'GEN_2';
  const email = second
    ? `${projectNumber}-compute@developer.gserviceaccount.com`
    : `${project}@appspot.gserviceaccount.com`;
  return {
    name: functionPath(scope, item),
    buildConfig: { runtime: item.runtime, entryPoint: 'main', dockerRegistry: 'ARTIFACT_REGISTRY' },
    serviceConfig: {
      ...(second
        ? {
            service: `projects/${project}/locations/${item.region}/services/${item.id}`,
            uri: `https://${item.id}-${projectNumber}.${item.region}.run.app`,
            availableCpu: '0.1666',
            allTrafficOnLatestRevision: true,
          }
        : { securityLevel: 'SECURE_ALWAYS' }),
      timeoutSeconds: 60,
      availableMemory: item.memory,
      environmentVariables: { API_KEY: 'EXAMPLE-environment-secret' },
      maxInstanceCount: 100,
      ingressSettings: item.internal ? 'ALLOW_INTERNAL_ONLY' : 'ALLOW_ALL',
      serviceAccountEmail: email,
    },
    state: 'ACTIVE',
    updateTime: item.created,
    ...(Object.keys(item.labels).length === 0 ? {} : { labels: item.labels }),
    environment: item.generation,
    url: `https://${item.region}-${project}.cloudfunctions.net/${item.id}`,
    ...(second ? { createTime: item.created } : {}),
  };
}
