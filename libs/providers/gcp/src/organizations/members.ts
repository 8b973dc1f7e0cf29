import {
  MalformedResponseError,
  recordOf,
  textOf,
  type OrganizationMember,
  type OrganizationPart,
} from '@skyledger/provider-sdk';
import type { GoogleClient } from '../client';
import { itemsIn, listPages, type GoogleList } from '../list-pages';

type Path = readonly OrganizationPart[];

/** Every project that the identity may see, of whichever organisation; behind the others by a while. */
const SEARCH: GoogleList = {
  service: 'crm',
  permission: 'resourcemanager.projects.get',
  path: '/projects:search',
  kind: null,
  read: (body) => ({ items: itemsIn(body, 'projects'), warnings: [] }),
};

const projectsIn = (parent: string): GoogleList => ({
  service: 'crm',
  permission: 'resourcemanager.projects.list',
  path: '/projects',
  query: { parent, showDeleted: 'true' },
  kind: null,
  read: (body) => ({ items: itemsIn(body, 'projects'), warnings: [] }),
});

const foldersIn = (parent: string): GoogleList => ({
  service: 'crm',
  permission: 'resourcemanager.folders.list',
  path: '/folders',
  query: { parent },
  kind: null,
  read: (body) => ({ items: itemsIn(body, 'folders'), warnings: [] }),
});

/**
 * The projects of an organisation or folder, however far below: each list has what is right below one
 * of them. That there are others, which were moved from what was not read yet to what was, is known
 * from the search.
 */
export async function* listMembers(
  client: GoogleClient,
  top: OrganizationPart,
): AsyncGenerator<OrganizationMember[]> {
  const places = await placesBelow(client, top);
  const listed = new Set<string>();
  for (const [parent, path] of places) {
    for await (const { items } of listPages(client, projectsIn(parent), null)) {
      const members = items.map((item) => memberOf(item, path));
      for (const { nativeAccountId } of members) listed.add(nativeAccountId);
      yield members;
    }
  }
  for await (const { items } of listPages(client, SEARCH, null)) {
    const found = items.flatMap((item) => {
      const path = places.get(textOf(recordOf(item)['parent']) ?? '');
      return path === undefined ? [] : [memberOf(item, path)];
    });
    yield found.filter(({ nativeAccountId }) => !listed.has(nativeAccountId));
  }
}

/** The organisation or folder and all folders below it, each with its path. */
async function placesBelow(
  client: GoogleClient,
  top: OrganizationPart,
): Promise<ReadonlyMap<string, Path>> {
  const places = new Map<string, Path>();
  const open: Path[] = [[top]];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const parent = path.at(-1)?.id ?? '';
    places.set(parent, path);
    for await (const { items } of listPages(client, foldersIn(parent), null)) {
      for (const item of items) {
        const folder = partOf(item);
        // One that was moved meanwhile is met twice.
        if (!places.has(folder.id)) open.push([...path, folder]);
      }
    }
  }
  return places;
}

/** An organisation or a folder, as the answer about it or a list has it. */
export function partOf(item: unknown): OrganizationPart {
  const { name, displayName } = recordOf(item);
  const id = textOf(name);
  if (id === null) throw new MalformedResponseError('an organisation or a folder without a name');
  return { id, name: textOf(displayName) };
}

function memberOf(item: unknown, path: Path): OrganizationMember {
  const { projectId, displayName, state } = recordOf(item);
  const id = textOf(projectId);
  if (id === null || textOf(state) === null) {
    throw new MalformedResponseError('a project without an id or a state');
  }
  return {
    nativeAccountId: id,
    name: textOf(displayName) ?? '',
    state: state === 'DELETE_REQUESTED' ? 'closed' : 'active',
    path,
  };
}
