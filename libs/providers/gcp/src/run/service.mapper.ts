import { instantOf, listOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { plainResource } from '../plain-resource';
import { serviceAccountName } from '../resource-name';
import { openBy } from './invocation';
import { withoutEnvironment } from './without-environment';

type Payload = Readonly<Record<string, unknown>>;

/** What the condition `Ready` says of a service. */
const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['True', 'running'],
  ['Unknown', 'pending'],
  ['False', 'error'],
]);

/** `projects/<project>/locations/<region>/services/<name>`; `null` when the payload does not tell it. */
export function pathOfService(raw: unknown, projectId: string): string | null {
  const { name, labels } = recordOf(recordOf(raw)['metadata']);
  const location = regionOf(labels);
  const id = textOf(name);
  if (id === null || location === null) return null;
  return `projects/${projectId}/locations/${location}/services/${id}`;
}

/**
 * `null` when the payload does not identify itself.
 * @param policy the service's IAM policy; `null` where it could not be read
 */
export function toService(
  raw: unknown,
  policy: unknown,
  projectId: string,
): DiscoveredResource<'app'> | null {
  const path = pathOfService(raw, projectId);
  if (path === null) return null;
  const service = recordOf(raw);
  const metadata = recordOf(service['metadata']);
  const pod = recordOf(recordOf(recordOf(service['spec'])['template'])['spec']);
  const status = readyOf(service);
  const publiclyInvokable = openBy(ingressOf(metadata), checksNobody(metadata) ? true : policy);
  return {
    ...plainResource(),
    resourceId: `//run.googleapis.com/${path}`,
    resourceType: 'app',
    nativeType: 'run.googleapis.com/Service',
    name: textOf(metadata['name']),
    region: regionOf(metadata['labels']),
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    isPublic: publiclyInvokable,
    tags: tagsOf(metadata['labels']),
    createdAt: instantOf(metadata['creationTimestamp']),
    attributes: {
      kind: 'service',
      // It runs what its image holds.
      runtime: null,
      // Plain HTTP is redirected: https://cloud.google.com/run/docs/triggering/https-request
      httpsOnly: true,
      minimumTlsVersion: null,
      publiclyInvokable,
      identityId: serviceAccountName(pod['serviceAccountName'], projectId),
    },
    raw: withoutEnvironment(raw),
  };
}

function regionOf(labels: unknown): string | null {
  return textOf(recordOf(labels)['cloud.googleapis.com/location']);
}

function readyOf(service: Payload): string | null {
  const conditions = listOf(recordOf(service['status'])['conditions']).map(recordOf);
  return textOf(conditions.find(({ type }) => type === 'Ready')?.['status']);
}

/** What is in force, else what is asked for. */
function ingressOf(metadata: Payload): string | null {
  const annotations = recordOf(metadata['annotations']);
  const inForce = textOf(annotations['run.googleapis.com/ingress-status']);
  return inForce ?? textOf(annotations['run.googleapis.com/ingress']);
}

/** Whether callers are not asked who they are, whatever the policy says. */
function checksNobody(metadata: Payload): boolean {
  return recordOf(metadata['annotations'])['run.googleapis.com/invoker-iam-disabled'] === 'true';
}
