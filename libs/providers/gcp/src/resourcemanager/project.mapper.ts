import { instantOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { plainResource } from '../plain-resource';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['ACTIVE', 'running'],
  // It can be got back for thirty days.
  ['DELETE_REQUESTED', 'pending'],
]);

/** `null` without the project's id. */
export function toProject(raw: unknown): DiscoveredResource<'subaccount'> | null {
  const project = recordOf(raw);
  const id = textOf(project['projectId']);
  if (id === null) return null;
  const state = textOf(project['state']);
  return {
    ...plainResource(),
    resourceId: `//cloudresourcemanager.googleapis.com/projects/${id}`,
    resourceType: 'subaccount',
    nativeType: 'cloudresourcemanager.googleapis.com/Project',
    name: textOf(project['displayName']) ?? id,
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    tags: tagsOf(project['labels']),
    createdAt: instantOf(project['createTime']),
    // `organizations/<number>` or `folders/<number>`; a project may also stand alone.
    attributes: { nativeAccountId: id, parentId: textOf(project['parent']) },
    raw,
  };
}
