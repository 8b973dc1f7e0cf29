import type { EmulatedItem, Generate } from '../estate/collection';
import { projectNumberOf, type GcpScope } from './gcp-scope';

export interface GcpProject extends EmulatedItem {
  readonly labels: Readonly<Record<string, string>>;
}

export function projectGenerator({ project }: GcpScope): Generate<GcpProject> {
  return (_index, revision) => ({
    id: project,
    region: null,
    name: `Project ${project}`,
    labels: {
      environment: 'prod',
      ...(revision === 0 ? {} : { revision: String(revision) }),
    },
  });
}

export function projectJson(scope: GcpScope, project: GcpProject): Record<string, unknown> {
  return {
    ...memberJson(scope.seed, { ...project, parent: 'organizations/123456789012' }),
    labels: project.labels,
  };
}

/** A project as lists of an organisation have it. */
export function memberJson(
  seed: number,
  project: {
    readonly id: string;
    readonly name: string;
    readonly parent: string;
    readonly state?: 'ACTIVE' | 'DELETE_REQUESTED';
  },
): Record<string, unknown> {
  const { id, name, parent, state = 'ACTIVE' } = project;
  return {
    name: `projects/${projectNumberOf(seed, id)}`,
    parent,
    projectId: id,
    state,
    displayName: name,
    createTime: '2024-05-06T07:08:09.123Z',
    updateTime: '2024-05-06T07:08:09.123Z',
    ...(state === 'ACTIVE' ? {} : { deleteTime: '2024-06-07T08:09:10.123Z' }),
    etag: 'W/"0123456789abcdef"',
  };
}
