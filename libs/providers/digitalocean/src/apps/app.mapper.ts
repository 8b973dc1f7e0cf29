import { instantOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { nativeIdOf, regionOf, related } from '../payload';
import { withoutSecrets } from './without-secrets';

type Payload = Readonly<Record<string, unknown>>;

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['PENDING_BUILD', 'pending'],
  ['BUILDING', 'pending'],
  ['PENDING_DEPLOY', 'pending'],
  ['DEPLOYING', 'pending'],
  ['ACTIVE', 'running'],
  ['ERROR', 'error'],
]);

/** Parts of an app by what they are called; those that are `open` take requests by HTTP. */
const PARTS = [
  { field: 'services', kind: 'service', open: true },
  { field: 'static_sites', kind: 'static_site', open: true },
  { field: 'functions', kind: 'function', open: true },
  { field: 'workers', kind: 'worker', open: false },
  { field: 'jobs', kind: 'job', open: false },
];

/** An app of App Platform; `null` when the payload has no id. */
export function toApp(raw: unknown): DiscoveredResource<'app'> | null {
  const app = recordOf(raw);
  const id = nativeIdOf(app['id']);
  if (id === null) return null;
  const spec = recordOf(app['spec']);
  const parts = PARTS.filter(({ field }) => listOf(spec[field]).length > 0);
  const vpc = recordOf(app['vpc'] ?? spec['vpc']);
  const phase = phaseOf(app);
  const isPublic = isReachable(app, parts);
  return {
    resourceId: `app/${id}`,
    resourceType: 'app',
    nativeType: 'app',
    name: textOf(spec['name']),
    region: regionOf(app['region']) ?? textOf(spec['region']),
    zone: null,
    // An archived app keeps its deployment, but nothing of it runs.
    state: isArchived(spec) ? 'stopped' : (STATES.get(phase) ?? 'unknown'),
    nativeState: phase,
    size: textOf(app['tier_slug']),
    privateIps: ipsOf(vpc['egress_ips']),
    publicIps: ipsOf(app['dedicated_ips']),
    isPublic,
    // Apps take no tags.
    tags: {},
    createdAt: instantOf(app['created_at']),
    relationships: related('runs_in', 'vpc', [vpc['id']]),
    price: null,
    attributes: {
      kind: parts.length === 0 ? null : parts.map(({ kind }) => kind).join(','),
      runtime: runtimeOf(spec),
      httpsOnly: null,
      minimumTlsVersion: minimumTlsVersionOf(spec),
      // The platform asks nobody who they are.
      publiclyInvokable: isPublic,
      identityId: null,
    },
    raw: withoutSecrets(raw),
  };
}

/** Of the deployment that serves, or else of the one that will. */
function phaseOf(app: Payload): string | null {
  const deployments = ['active_deployment', 'in_progress_deployment', 'pending_deployment'];
  const phases = deployments.map((field) => textOf(recordOf(app[field])['phase']));
  return phases.find((phase) => phase !== null) ?? null;
}

function isArchived(spec: Payload): boolean {
  return recordOf(spec['maintenance'])['archive'] === true;
}

/** Only what takes requests gets an address; before its first deployment it has none yet. */
function isReachable(app: Payload, parts: readonly { readonly open: boolean }[]): boolean | null {
  if (textOf(app['default_ingress']) !== null) return true;
  return parts.length > 0 && parts.every(({ open }) => !open) ? false : null;
}

/** `null` where its parts are built from several, or from images. */
function runtimeOf(spec: Payload): string | null {
  const parts = PARTS.flatMap(({ field }) => listOf(spec[field]).map(recordOf));
  const runtimes = new Set(parts.map((part) => textOf(part['environment_slug'])));
  return runtimes.size === 1 ? ([...runtimes][0] ?? null) : null;
}

/** The least of all domains; `null` as soon as one does not tell. */
function minimumTlsVersionOf(spec: Payload): string | null {
  const domains = listOf(spec['domains']).map(recordOf);
  const versions = textsOf(domains.map((domain) => domain['minimum_tls_version']));
  return versions.length === domains.length ? ([...versions].sort()[0] ?? null) : null;
}

function ipsOf(addresses: unknown): string[] {
  return textsOf(listOf(addresses).map((each) => recordOf(each)['ip']));
}
