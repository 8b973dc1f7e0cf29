import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toSecret } from './secret.mapper';

const aSecret = (changes: object = {}): Record<string, unknown> => ({
  name: 'projects/42/secrets/db-password',
  replication: { automatic: {} },
  createTime: '2026-01-02T03:04:05.678Z',
  labels: { team: 'shop' },
  ...changes,
});

describe('toSecret', () => {
  it('maps a secret', () => {
    expect(toSecret(aSecret())).toMatchObject({
      resourceId: '//secretmanager.googleapis.com/projects/42/secrets/db-password',
      nativeType: 'secretmanager.googleapis.com/Secret',
      name: 'db-password',
      tags: { team: 'shop' },
      createdAt: '2026-01-02T03:04:05.678Z',
      attributes: {
        kind: 'secret',
        encryptionKeyId: null,
        rotates: false,
        lastChangedAt: null,
        purgeProtected: false,
      },
    });
  });

  it.each([
    { automatic: { customerManagedEncryption: { kmsKeyName: 'key' } } },
    {
      userManaged: {
        replicas: [
          { location: 'a' },
          { location: 'b', customerManagedEncryption: { kmsKeyName: 'key' } },
        ],
      },
    },
  ])('tells the key of %j', (replication) => {
    expect(toSecret(aSecret({ replication }))?.attributes.encryptionKeyId).toBe('key');
  });

  it.each<[unknown, boolean | null]>([
    [{ nextRotationTime: '2026-12-01T00:00:00Z' }, true],
    [{}, null],
    [null, null],
    [undefined, false],
  ])('with the rotation %j rotates: %p', (rotation, rotates) => {
    expect(toSecret(aSecret({ rotation }))?.attributes.rotates).toBe(rotates);
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toSecret, aSecret({ rotation: {} }), ['name']);
  });
});
