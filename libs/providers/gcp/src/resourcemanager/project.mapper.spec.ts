import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toProject } from './project.mapper';

const aProject = (changes: object = {}): Record<string, unknown> => ({
  name: 'projects/42',
  parent: 'folders/876',
  projectId: 'shop',
  state: 'ACTIVE',
  displayName: 'The shop',
  createTime: '2026-01-02T03:04:05.678Z',
  labels: { team: 'shop' },
  ...changes,
});

describe('toProject', () => {
  it('maps a project', () => {
    expect(toProject(aProject())).toMatchObject({
      resourceId: '//cloudresourcemanager.googleapis.com/projects/shop',
      nativeType: 'cloudresourcemanager.googleapis.com/Project',
      name: 'The shop',
      state: 'running',
      tags: { team: 'shop' },
      attributes: { nativeAccountId: 'shop', parentId: 'folders/876' },
    });
    expect(toProject(aProject({ state: 'DELETE_REQUESTED' }))?.state).toBe('pending');
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toProject, aProject(), ['projectId']);
  });
});
