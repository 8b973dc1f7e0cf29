import type { EmulatedItem, Generate } from '../estate/collection';
import type { GcpScope } from './gcp-scope';

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
    name: `projects/${scope.projectNumber}`,
    parent: 'organizations/123456789012',
    projectId: project.id,
    state: 'ACTIVE',
    displayName: project.name,
    createTime: '2024-05-06T07:08:09.123Z',
    updateTime: '2024-05-06T07:08:09.123Z',
    etag: 'W/"0123456789abcdef"',
    labels: project.labels,
  };
}
