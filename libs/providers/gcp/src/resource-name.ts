import { textOf } from '@skyledger/provider-sdk';
import type { Relationship } from '@skyledger/resource-model';

/*
 * Full resource names (https://cloud.google.com/asset-inventory/docs/asset-names) identify resources.
 * The APIs link to resources by URL, whose end is the path of the name.
 */

/** The path in a link, `projects/<project>/...`; `null` without one. */
export function pathOf(link: unknown): string | null {
  const text = textOf(link);
  const start = text === null ? -1 : text.search(/(?:^|\/)projects\//);
  if (text === null || start === -1) return null;
  const path = text.slice(text[start] === '/' ? start + 1 : start);
  return /^projects\/[^/]+\/.+/.test(path) ? path : null;
}

/** `//compute.googleapis.com/projects/<project>/zones/<zone>/instances/<name>` of a link to it. */
export function computeName(link: unknown): string | null {
  const path = pathOf(link);
  return path === null ? null : `//compute.googleapis.com/${path}`;
}

/** The project a link leads into. */
export function projectOf(link: unknown): string | null {
  return pathOf(link)?.split('/')[1] ?? null;
}

/** The part of a link after `/<collection>/`: a zone's or a region's name. */
function placeIn(link: unknown, collection: 'zones' | 'regions'): string | null {
  const path = pathOf(link)?.split('/') ?? [];
  return path[2] === collection ? (path[3] ?? null) : null;
}

/** Where a resource of Compute Engine is, by its own link; both are `null` for global ones. */
export function placeOf(link: unknown): { region: string | null; zone: string | null } {
  const zone = placeIn(link, 'zones');
  return { region: zone === null ? placeIn(link, 'regions') : regionOfZone(zone), zone };
}

/** The location of a resource that is below one; `null` for those of no place and for `global`. */
export function locationOf(path: unknown): string | null {
  const [, , collection, location = ''] = pathOf(path)?.split('/') ?? [];
  return collection === 'locations' && location !== '' && location !== 'global' ? location : null;
}

/** A path with its segments encoded; slashes are kept, they are of the path. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/**
 * The full resource name of a service account by its e-mail address, which tells the project unless
 * Google made the account for it.
 */
export function serviceAccountName(email: unknown, projectId: string): string | null {
  const address = textOf(email);
  if (address === null) return null;
  const project = /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(address)?.[1] ?? projectId;
  return `//iam.googleapis.com/projects/${project}/serviceAccounts/${address}`;
}

/** `europe-west1` of `europe-west1-b`. */
export function regionOfZone(zone: string): string {
  return zone.replace(/-[^-]+$/, '');
}

/**
 * How a resource stands to those that links lead to, each once. Links into other projects (a Shared
 * VPC's host) are left out: relationships are among the resources of one account.
 */
export function relatedTo(
  kind: Relationship['kind'],
  own: unknown,
  links: readonly unknown[],
): Relationship[] {
  const project = projectOf(own);
  const inside = links.filter((link) => project !== null && projectOf(link) === project);
  const names = new Set(inside.map(computeName).filter((name) => name !== null));
  return [...names].sort().map((resourceId) => ({ kind, resourceId }));
}
