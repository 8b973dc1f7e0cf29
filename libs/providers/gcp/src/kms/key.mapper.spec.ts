import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toKey } from './key.mapper';

const PATH = 'projects/shop/locations/eu/keyRings/main/cryptoKeys/data';

const aKey = (changes: object = {}): Record<string, unknown> => ({
  name: PATH,
  primary: { name: `${PATH}/cryptoKeyVersions/1`, state: 'ENABLED' },
  purpose: 'ENCRYPT_DECRYPT',
  createTime: '2026-01-02T03:04:05.678Z',
  rotationPeriod: '7776000s',
  versionTemplate: { protectionLevel: 'SOFTWARE', algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION' },
  labels: { team: 'shop' },
  ...changes,
});

describe('toKey', () => {
  it('maps a key', () => {
    expect(toKey(aKey())).toMatchObject({
      resourceId: `//cloudkms.googleapis.com/${PATH}`,
      nativeType: 'cloudkms.googleapis.com/CryptoKey',
      name: 'data',
      region: 'eu',
      state: 'running',
      size: 'GOOGLE_SYMMETRIC_ENCRYPTION',
      tags: { team: 'shop' },
      attributes: {
        providerManaged: false,
        isEnabled: true,
        rotates: true,
        usage: 'ENCRYPT_DECRYPT',
      },
    });
  });

  it('does not know of keys without a primary version whether they are in use', () => {
    const { primary, rotationPeriod, ...signing } = aKey({ purpose: 'ASYMMETRIC_SIGN' });
    expect([primary, rotationPeriod]).toHaveLength(2);
    expect(toKey(signing)).toMatchObject({
      state: 'unknown',
      attributes: { isEnabled: null, rotates: false, usage: 'ASYMMETRIC_SIGN' },
    });
  });

  it.each<[string, string, boolean]>([
    ['DISABLED', 'stopped', false],
    ['DESTROY_SCHEDULED', 'pending', false],
    ['DESTROYED', 'deleted', false],
    ['IMPORT_FAILED', 'error', false],
    ['constructor', 'unknown', false],
  ])('whose primary version is %s is %s', (status, state, isEnabled) => {
    expect(toKey(aKey({ primary: { state: status } }))).toMatchObject({
      state,
      attributes: { isEnabled },
    });
  });

  it('is in no region where it is global', () => {
    expect(toKey(aKey({ name: PATH.replace('/eu/', '/global/') }))?.region).toBeNull();
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toKey, aKey(), ['name']);
    expect(toKey(aKey({ rotationPeriod: 'often' }))?.attributes.rotates).toBeNull();
  });
});
