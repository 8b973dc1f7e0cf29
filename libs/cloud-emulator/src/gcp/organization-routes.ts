import { RestRefusal } from '../cloud/rest-api';
import type { RestRoute } from '../cloud/rest-route';
import { pagesOf } from '../estate/collection';
import type { GcpFolderSpec, GcpMemberSpec, GcpOrganizationSpec } from './gcp-organization-spec';
import type { GcpProjectEstate } from './gcp-project-estate';
import { listPage, pageOf, type GcpCall } from './page';
import { memberJson } from './project.item';
import { served } from './served';

const USUAL_PAGE = 300;
const MADE = { createTime: '2024-05-06T07:08:09.123Z', updateTime: '2024-05-06T07:08:09.123Z' };

type Make = (call: GcpCall) => Record<string, unknown>;

/** Organisations, folders and the projects in them, of the Resource Manager. */
export const ORGANIZATION_ROUTES: readonly RestRoute<GcpProjectEstate>[] = [
  route('/crm/v3/organizations/:organization', (call) => {
    const { id, displayName } = organizationOf(call);
    if (id !== `organizations/${call.params['organization']}`) refuse();
    return { name: id, displayName, state: 'ACTIVE', ...MADE };
  }),
  route('/crm/v3/folders/:folder', (call) => {
    const { folders = [] } = organizationOf(call);
    const folder = folders.find(({ id }) => id === `folders/${call.params['folder']}`);
    return folder === undefined ? refuse() : folderJson(call, folder);
  }),
  route('/crm/v3/folders', (call) => {
    const parent = parentOf(call);
    const { folders = [], id: top } = organizationOf(call);
    const within = folders.filter((each) => (each.parent ?? top) === parent);
    return paged(call, 'folders', within, (folder) => folderJson(call, folder));
  }),
  route('/crm/v3/projects', (call) => {
    const parent = parentOf(call);
    const { projects, id: top } = organizationOf(call);
    const deleted = call.query.get('showDeleted') === 'true';
    const within = projects.filter(
      (each) => (each.parent ?? top) === parent && (deleted || each.state !== 'DELETE_REQUESTED'),
    );
    return paged(call, 'projects', within, (project) => projectJson(call, project));
  }),
  route('/crm/v3/projects:search', (call) =>
    paged(call, 'projects', organizationOf(call).projects, (project) => projectJson(call, project)),
  ),
];

function route(path: string, make: Make): RestRoute<GcpProjectEstate> {
  return {
    path,
    service: 'cloudresourcemanager',
    page: pageOf,
    answer: (call) => served(call, call.account.account, 'cloudresourcemanager', make),
  };
}

function organizationOf({ account }: GcpCall): GcpOrganizationSpec {
  return account.organization ?? refuse();
}

/** What is not there is refused like what is hidden. */
function refuse(): never {
  throw new RestRefusal({ kind: 'forbidden' });
}

function parentOf(call: GcpCall): string {
  const { id, folders = [] } = organizationOf(call);
  const parent = call.query.get('parent') ?? '';
  const isKnown = parent === id || folders.some((folder) => folder.id === parent);
  return isKnown ? parent : refuse();
}

function folderJson(call: GcpCall, { id, name, parent }: GcpFolderSpec): Record<string, unknown> {
  const displayName = name;
  const above = parent ?? organizationOf(call).id;
  return { name: id, parent: above, displayName, state: 'ACTIVE', ...MADE };
}

function projectJson(
  call: GcpCall,
  { parent, ...project }: GcpMemberSpec,
): Record<string, unknown> {
  const { seed } = call.account.scope;
  return memberJson(seed, { ...project, parent: parent ?? organizationOf(call).id });
}

/** Sorted by what people call them, as the service does. */
function paged<T extends { readonly id: string; readonly name: string }>(
  call: GcpCall,
  field: string,
  within: readonly T[],
  render: (entry: T) => Record<string, unknown>,
): Record<string, unknown> {
  const { pageSize: usual = USUAL_PAGE } = organizationOf(call);
  const entries = within
    .map((entry) => ({ ...entry, region: null }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const limits = { usual, most: usual, strict: false, parameter: 'pageSize' } as const;
  const { items, nextPageToken } = listPage(call, pagesOf(entries), limits);
  return {
    // A list without items is left out.
    ...(items.length === 0 ? {} : { [field]: items.map(render) }),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  };
}
