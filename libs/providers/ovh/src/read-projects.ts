import { recordOf, textOf, type Page } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { OvhClient, RouteParams } from './client';
import { isProjectGone, projectsOf, urnOfProject } from './projects';
import { readDetails } from './read-details';
import { readPlaces, type PagePart } from './read-places';

/** Items of one page where the list tells all of each. */
const WHOLE_ITEMS = 500;
/** Items of one page where each needs requests of its own. */
export const DETAILED_ITEMS = 50;

export interface ProjectListing {
  readonly client: OvhClient;
  readonly cursor: string | null;
  /** Below the project, for example `instance`. */
  readonly path: string;
  /** What stands in the path for `{name}`, besides the project. */
  readonly params?: RouteParams;
  readonly query?: Readonly<Record<string, string>>;
  /** The projects to read, in order; all of them unless told. */
  readonly projects?: readonly string[];
  /** The field that tells an item from the others of its project; `id` unless told. */
  readonly key?: string;
  readonly pageSize?: number;
}

/** A project as mappers need it. */
export interface ProjectPlace {
  /** As routes name it. */
  readonly serviceName: string;
  readonly urn: string;
}

/** Reads a list of every project whose items tell all there is. */
export function listInProjects(
  listing: ProjectListing,
  toPage: (place: ProjectPlace, items: readonly unknown[]) => Promise<PagePart> | PagePart,
): AsyncGenerator<Page> {
  const { client, path, params, query, key = 'id', pageSize = WHOLE_ITEMS } = listing;
  return readInProjects(listing, {
    items: (serviceName) => client.list(routeOf(path), { ...params, serviceName }, query),
    keyOf: (item) => textOf(recordOf(item)[key]),
    toPage,
    pageSize,
  });
}

/** Reads a list of ids of every project, and each item by its id. */
export function detailInProjects(
  listing: ProjectListing,
  read: (place: ProjectPlace, id: string) => Promise<PagePart>,
): AsyncGenerator<Page> {
  const { client, path, params, query } = listing;
  return readInProjects(listing, {
    items: (serviceName) => client.names(routeOf(path), { ...params, serviceName }, query),
    keyOf: (id) => id,
    toPage: async (place, ids) => joined(await readDetails(ids, (id) => read(place, id))),
    pageSize: DETAILED_ITEMS,
  });
}

interface Reading<Item> {
  readonly items: (serviceName: string) => Promise<readonly Item[]>;
  readonly keyOf: (item: Item) => string | null;
  readonly toPage: (place: ProjectPlace, items: readonly Item[]) => Promise<PagePart> | PagePart;
  readonly pageSize: number;
}

async function* readInProjects<Item>(
  { client, cursor, projects }: ProjectListing,
  reading: Reading<Item>,
): AsyncGenerator<Page> {
  yield* readPlaces(cursor, {
    ...reading,
    places: projects ?? (await projectsOf(client)),
    toPage: (serviceName, items) =>
      reading.toPage({ serviceName, urn: urnOfProject(client, serviceName) }, items),
    isGone: (serviceName, error) => isProjectGone(client, serviceName, error),
  });
}

/** What was made of each item, as one. */
export function joined({
  found,
  warnings = [],
}: {
  readonly found: readonly PagePart[];
  readonly warnings?: PagePart['warnings'];
}): PagePart {
  const resources: (DiscoveredResource | null)[] = [];
  const all = [...warnings];
  for (const part of found) {
    resources.push(...part.resources);
    all.push(...(part.warnings ?? []));
  }
  return { resources, warnings: all };
}

function routeOf(path: string): string {
  return `/cloud/project/{serviceName}/${path}`;
}
