import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { REGIONS } from './catalogue';
import { drawLabels, type GcpScope } from './gcp-scope';

export interface GcpRunService extends EmulatedItem {
  readonly region: string;
  readonly created: string;
  readonly ingress: 'all' | 'internal' | 'internal-and-cloud-load-balancing';
  /** Whether `allUsers` may call it. */
  readonly open: boolean;
  readonly ready: 'True' | 'Unknown' | 'False';
  readonly labels: Readonly<Record<string, string>>;
}

/** The first one can be called by anyone from anywhere. */
export function runServiceGenerator(scope: GcpScope): Generate<GcpRunService> {
  const salt = saltOf(scope.seed, scope.project, 'run-service');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const name = `${naming.application}-run-${index + 1}`;
    return {
      id: name,
      region: random.pick(REGIONS).name,
      name,
      created: random.time().toISOString(),
      ingress:
        (['all', 'internal', 'all', 'internal-and-cloud-load-balancing'] as const)[index % 4] ??
        'all',
      open: index % 2 === 0,
      ready: index % 7 === 5 ? 'False' : 'True',
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function runServiceJson(scope: GcpScope, service: GcpRunService): Record<string, unknown> {
  const { projectNumber, project } = scope;
  const url = `https://${service.id}-${projectNumber}.${service.region}.run.app`;
  return {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: {
      name: service.name,
      namespace: projectNumber,
      selfLink: `/apis/serving.knative.dev/v1/namespaces/${projectNumber}/services/${service.id}`,
      uid: '5a3c1c6e-0f4f-4b0a-9a43-1d2b3c4d5e6f',
      resourceVersion: 'AAZK0Q',
      generation: 3,
      creationTimestamp: service.created,
      labels: { ...service.labels, 'cloud.googleapis.com/location': service.region },
      annotations: {
        'run.googleapis.com/ingress': service.ingress,
        'run.googleapis.com/ingress-status': service.ingress,
      },
    },
    spec: {
      template: {
        spec: {
          containerConcurrency: 80,
          timeoutSeconds: 300,
          serviceAccountName: `${projectNumber}-compute@developer.gserviceaccount.com`,
          containers: [
            {
              image: `europe-docker.pkg.dev/${project}/images/${service.id}:latest`,
              env: [{ name: 'API_KEY', value: 'EXAMPLE-environment-secret' }],
              resources: { limits: { cpu: '1000m', memory: '512Mi' } },
            },
          ],
        },
      },
      traffic: [{ percent: 100, latestRevision: true }],
    },
    status: {
      observedGeneration: 3,
      conditions: ['Ready', 'ConfigurationsReady', 'RoutesReady'].map((type) => ({
        type,
        status: service.ready,
        lastTransitionTime: service.created,
      })),
      latestReadyRevisionName: `${service.id}-00003-abc`,
      latestCreatedRevisionName: `${service.id}-00003-abc`,
      traffic: [{ revisionName: `${service.id}-00003-abc`, percent: 100, latestRevision: true }],
      url,
      address: { url },
    },
  };
}

/** The policy of what anyone may call, or nobody beyond the project. */
export function invokerPolicyJson(open: boolean): Record<string, unknown> {
  return open
    ? {
        version: 1,
        etag: 'BwYz8Xn3Zs0=',
        bindings: [{ role: 'roles/run.invoker', members: ['allUsers'] }],
      }
    : { etag: 'ACAB' };
}
