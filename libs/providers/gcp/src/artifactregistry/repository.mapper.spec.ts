import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toRepository } from './repository.mapper';

const aRepository = (changes: object = {}): Record<string, unknown> => ({
  name: 'projects/shop/locations/europe/repositories/images',
  format: 'DOCKER',
  labels: { team: 'shop' },
  createTime: '2026-01-02T03:04:05.678Z',
  kmsKeyName: 'key',
  dockerConfig: { immutableTags: true },
  vulnerabilityScanningConfig: { enablementState: 'SCANNING_ACTIVE' },
  ...changes,
});

describe('toRepository', () => {
  it('maps a repository', () => {
    expect(toRepository(aRepository())).toMatchObject({
      resourceId:
        '//artifactregistry.googleapis.com/projects/shop/locations/europe/repositories/images',
      nativeType: 'artifactregistry.googleapis.com/Repository',
      name: 'images',
      region: 'europe',
      size: 'DOCKER',
      attributes: {
        isPublic: null,
        scansOnPush: true,
        tagsImmutable: true,
        encryptionKeyId: 'key',
      },
    });
  });

  it.each<[object, boolean | null]>([
    [{ dockerConfig: undefined }, false],
    [{ dockerConfig: {} }, false],
    [{ dockerConfig: { immutableTags: 'yes' } }, null],
    [{ dockerConfig: null }, null],
    [{ format: 'NPM' }, null],
  ])('with %j has tags that stay: %p', (changes, tagsImmutable) => {
    expect(toRepository(aRepository(changes))?.attributes.tagsImmutable).toBe(tagsImmutable);
  });

  it.each<[string, boolean | null]>([
    ['SCANNING_DISABLED', false],
    ['SCANNING_UNSUPPORTED', null],
  ])('with %s is scanned: %p', (enablementState, scansOnPush) => {
    const repository = aRepository({ vulnerabilityScanningConfig: { enablementState } });
    expect(toRepository(repository)?.attributes.scansOnPush).toBe(scansOnPush);
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toRepository, aRepository(), ['name']);
  });
});
