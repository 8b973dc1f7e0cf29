import { instantOf, integerOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { lastSegment } from '../payload';
import { plainResource } from '../plain-resource';
import { locationOf, pathOf, projectOf, serviceAccountName } from '../resource-name';
import { openBy } from '../run/invocation';
import { withoutEnvironment } from '../run/without-environment';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['ACTIVE', 'running'],
  ['DEPLOYING', 'pending'],
  ['DELETING', 'pending'],
  ['DETACHING', 'pending'],
  ['FAILED', 'error'],
  ['DETACH_FAILED', 'error'],
]);

const MIB = 1024 ** 2;

/** Units of Kubernetes, which Cloud Functions uses; a number without one is of bytes. */
const UNITS: ReadonlyMap<string | undefined, number> = new Map([
  ['', 1],
  ['k', 1000],
  ['M', 1000 ** 2],
  ['G', 1000 ** 3],
  ['Ki', 1024],
  ['Mi', MIB],
  ['Gi', 1024 ** 3],
]);

/** The service of Cloud Run that a function of the second generation is; `null` of others. */
export function serviceOf(raw: unknown): string | null {
  return pathOf(recordOf(recordOf(raw)['serviceConfig'])['service']);
}

/**
 * `null` when the payload does not identify itself.
 * @param policy the IAM policy of the function, or of the service it is; `null` where it was not read
 */
export function toFunction(raw: unknown, policy: unknown): DiscoveredResource<'function'> | null {
  const item = recordOf(raw);
  const path = pathOf(item['name']);
  const project = projectOf(path);
  if (path === null || project === null) return null;
  const config = recordOf(item['serviceConfig']);
  const state = textOf(item['state']);
  const publiclyInvokable = openBy(textOf(config['ingressSettings']), policy);
  return {
    ...plainResource(),
    resourceId: `//cloudfunctions.googleapis.com/${path}`,
    resourceType: 'function',
    nativeType: 'cloudfunctions.googleapis.com/Function',
    name: lastSegment(path),
    region: locationOf(path),
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    isPublic: publiclyInvokable,
    tags: tagsOf(item['labels']),
    // Functions of the first generation do not tell when they were made.
    createdAt: instantOf(item['createTime']),
    relationships: [],
    attributes: {
      runtime: textOf(recordOf(item['buildConfig'])['runtime']),
      memoryMib: memoryOf(config['availableMemory']),
      timeoutSeconds: integerOf(config['timeoutSeconds']),
      publiclyInvokable,
      identityId: serviceAccountName(config['serviceAccountEmail'], project),
    },
    raw: withoutEnvironment(raw),
  };
}

/** `256M`, `1Gi`, ... in whole MiB. */
function memoryOf(value: unknown): number | null {
  const [, number, unit] = /^(\d{1,15}(?:\.\d{1,6})?)([A-Za-z]*)$/.exec(textOf(value) ?? '') ?? [];
  const size = UNITS.get(unit);
  return size === undefined ? null : integerOf(Math.round((Number(number) * size) / MIB));
}
