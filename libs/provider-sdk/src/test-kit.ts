import { discoveredResourceSchema, type DiscoveredResource } from '@skyledger/resource-model';
import type { Page, PageWarning, Pass, Provider } from './provider';
import { ProviderError, type ProviderFault } from './provider-error';
import type { QuotaObservation, RequestGate } from './request-gate';
import { REDACTED, stripSecrets } from './strip-secrets';

/** A gate that never waits or repeats, and remembers what went through it. */
export interface RecordingGate extends RequestGate {
  readonly operations: readonly string[];
  readonly observations: readonly QuotaObservation[];
}

/** Makes a gate for tests: one attempt a request, its error classified. */
export function recordingGate(classifyError: (error: unknown) => ProviderFault): RecordingGate {
  const operations: string[] = [];
  const observations: QuotaObservation[] = [];
  return {
    operations,
    observations,
    run: async (operation, send) => {
      operations.push(operation);
      try {
        return await send(new AbortController().signal);
      } catch (error) {
        throw new ProviderError(classifyError(error), operation, { cause: error });
      }
    },
    observe: (quota) => {
      observations.push(quota);
    },
  };
}

export interface CollectOptions {
  /** `global` unless told. */
  region?: string;
  /** Where to start; the beginning unless told. */
  cursor?: string | null;
  /** Ids that the ledger holds of the pass; none unless told. */
  known?: readonly string[];
}

/** All that a pass told. */
export interface Collected {
  pages: Page[];
  resources: DiscoveredResource[];
  warnings: PageWarning[];
}

/** Runs a pass to its end. */
export async function collectPass<Client>(
  pass: Pass<Client>,
  client: Client,
  options: CollectOptions = {},
): Promise<Collected> {
  const pages: Page[] = [];
  const context = {
    client,
    region: options.region ?? 'global',
    cursor: options.cursor ?? null,
    signal: new AbortController().signal,
    known: () => Promise.resolve(options.known ?? []),
  };
  for await (const page of pass.collect(context)) pages.push(page);
  return {
    pages,
    resources: pages.flatMap((page) => page.resources),
    warnings: pages.flatMap((page) => page.warnings ?? []),
  };
}

export interface ConformOptions extends CollectOptions {
  /** Texts known to be secret; none may be in what is left after redaction. */
  canaries?: readonly string[];
}

/**
 * Runs a pass and proves that what it yields is what it declares: valid resources of its declared
 * types with ids of their own, no secret left after redaction, console links that can be opened, and
 * cursors from which a second collection yields exactly the rest.
 *
 * Collects once more for every page: meant for estates of a few pages.
 * @throws Error that lists every breach
 */
export async function expectPassConforms<Credentials, Client>(
  provider: Provider<Credentials, Client>,
  pass: Pass<Client>,
  client: Client,
  options: ConformOptions = {},
): Promise<Collected> {
  const collected = await collectPass(pass, client, options);
  const breaches = [
    ...collected.resources.flatMap((resource) => [
      ...shapeBreaches(pass, resource),
      ...secretBreaches(provider, resource, options.canaries ?? []),
      ...linkBreaches(provider, resource),
    ]),
    ...idBreaches(collected.resources),
    ...(await cursorBreaches(pass, client, collected, options)),
  ];
  if (breaches.length > 0) {
    throw new Error(`${provider.id} ${pass.id} does not conform:\n${breaches.join('\n')}`);
  }
  return collected;
}

function shapeBreaches(pass: Pass, resource: DiscoveredResource): string[] {
  const breaches = (discoveredResourceSchema.safeParse(resource).error?.issues ?? []).map(
    ({ path, message }) => `${resource.resourceId}: ${path.join('.')}: ${message}`,
  );
  if (!pass.types.includes(resource.resourceType)) {
    breaches.push(`${resource.resourceId}: the type ${resource.resourceType} is not declared`);
  }
  return breaches;
}

function secretBreaches(
  provider: Pick<Provider, 'secretFields'>,
  resource: DiscoveredResource,
  canaries: readonly string[],
): string[] {
  const names = new Set(provider.secretFields.map((field) => field.toLowerCase()));
  const stripped = { ...resource, raw: stripSecrets(resource.raw, provider.secretFields) };
  const breaches: string[] = [];
  const text = JSON.stringify(stripped, (key, value: unknown) => {
    if (names.has(key.toLowerCase()) && value !== REDACTED && value !== null) {
      breaches.push(`${resource.resourceId}: the secret field ${key} is not redacted`);
    }
    return value;
  });
  if (canaries.some((canary) => text.includes(canary))) {
    breaches.push(`${resource.resourceId}: a secret is left after redaction`);
  }
  return breaches;
}

function linkBreaches(
  provider: Pick<Provider, 'consoleLink'>,
  resource: DiscoveredResource,
): string[] {
  const link = provider.consoleLink(resource);
  if (link === null || (URL.canParse(link) && link.startsWith('https://'))) return [];
  return [`${resource.resourceId}: the console link ${link} is no https URL`];
}

function idBreaches(resources: readonly DiscoveredResource[]): string[] {
  const seen = new Set<string>();
  return resources.flatMap(({ resourceId }) => {
    if (seen.has(resourceId)) return [`${resourceId}: yielded twice`];
    seen.add(resourceId);
    return [];
  });
}

async function cursorBreaches<Client>(
  pass: Pass<Client>,
  client: Client,
  { pages }: Collected,
  options: CollectOptions,
): Promise<string[]> {
  const breaches: string[] = [];
  const cursors = pages.map((page) => page.cursor);
  if (cursors.pop() !== null) breaches.push('the last page has a cursor, or there was no page');
  if (cursors.includes(null)) breaches.push('a page before the last has no cursor');
  if (new Set(cursors).size < cursors.length) breaches.push('two pages have the same cursor');
  if (breaches.length > 0) return breaches;

  for (const [index, cursor] of cursors.entries()) {
    const rest = await collectPass(pass, client, { ...options, cursor });
    const expected = idsOf(pages.slice(index + 1).flatMap((page) => page.resources));
    if (idsOf(rest.resources) !== expected) {
      breaches.push(`from the cursor of page ${index + 1} on, other resources are yielded`);
    }
  }
  return breaches;
}

function idsOf(resources: readonly DiscoveredResource[]): string {
  return JSON.stringify(resources.map((resource) => resource.resourceId));
}
