import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toServiceAccountKey } from './service-account-key.mapper';

const OWNER = 'projects/shop/serviceAccounts/orders@shop.iam.gserviceaccount.com';

const aKey = (changes: object = {}): Record<string, unknown> => ({
  name: `${OWNER}/keys/0123abcd`,
  validAfterTime: '2026-01-02T03:04:05Z',
  validBeforeTime: '9999-12-31T23:59:59Z',
  keyAlgorithm: 'KEY_ALG_RSA_2048',
  keyType: 'USER_MANAGED',
  ...changes,
});

describe('toServiceAccountKey', () => {
  it('maps a key without an end', () => {
    expect(toServiceAccountKey(aKey())).toMatchObject({
      resourceId: `//iam.googleapis.com/${OWNER}/keys/0123abcd`,
      nativeType: 'iam.googleapis.com/ServiceAccountKey',
      name: '0123abcd',
      createdAt: '2026-01-02T03:04:05.000Z',
      relationships: [{ kind: 'attached_to', resourceId: `//iam.googleapis.com/${OWNER}` }],
      attributes: {
        identityId: `//iam.googleapis.com/${OWNER}`,
        isEnabled: true,
        expiresAt: null,
        neverExpires: true,
      },
    });
  });

  it('maps a key that ends, and one that is switched off', () => {
    const validBeforeTime = '2026-04-02T03:04:05Z';
    expect(toServiceAccountKey(aKey({ validBeforeTime }))?.attributes).toMatchObject({
      expiresAt: '2026-04-02T03:04:05.000Z',
      neverExpires: false,
    });
    const disableReason = 'SERVICE_ACCOUNT_KEY_DISABLE_REASON_EXPOSED';
    expect(toServiceAccountKey(aKey({ disabled: true, disableReason }))).toMatchObject({
      state: 'stopped',
      nativeState: disableReason,
      attributes: { isEnabled: false },
    });
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toServiceAccountKey, aKey(), ['name']);
    expect(toServiceAccountKey(aKey({ validBeforeTime: 7 }))?.attributes.neverExpires).toBeNull();
  });
});
