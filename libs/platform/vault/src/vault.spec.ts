import { createVault, type SecretContext, Vault } from './vault';
import { SecretDoesNotOpen, UnknownKey } from './vault-errors';

const KEY = '01'.repeat(32);
const NEXT_KEY = '02'.repeat(32);
const context: SecretContext = { tenantId: 't-1', accountId: 'a-1', field: 'credentials' };

describe('Vault', () => {
  const vault = new Vault(KEY);

  it.each(['', 'plain', 'söme ünicode 🔑', 'x'.repeat(100_000)])(
    'opens what it sealed',
    (secret) => {
      expect(vault.openText(vault.seal(secret, context), context)).toBe(secret);
    },
  );

  it('keeps bytes as they are', () => {
    const bytes = Buffer.from([0, 255, 128, 10]);
    expect(vault.open(vault.seal(bytes, context), context)).toEqual(bytes);
  });

  it('lays out nonce, ciphertext and tag, and never repeats itself', () => {
    const [one, two] = [vault.seal('secret', context), vault.seal('secret', context)];
    expect(one.ciphertext).toHaveLength(12 + 'secret'.length + 16);
    expect(one.ciphertext.equals(two.ciphertext)).toBe(false);
    expect(one.ciphertext.includes('secret')).toBe(false);
    expect(one.keyId).toMatch(/^[0-9a-f]{8}$/);
  });

  it('does not open when any part was changed or cut', () => {
    const { keyId, ciphertext } = vault.seal('secret', context);
    for (let at = 0; at < ciphertext.length; at += 1) {
      const changed = Buffer.from(ciphertext);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => vault.open({ keyId, ciphertext: changed }, context)).toThrow(SecretDoesNotOpen);
      const cut = ciphertext.subarray(0, at);
      expect(() => vault.open({ keyId, ciphertext: cut }, context)).toThrow(SecretDoesNotOpen);
    }
  });

  it.each([
    ['another tenant', { ...context, tenantId: 't-2' }],
    ['another account', { ...context, accountId: 'a-2' }],
    ['another field', { ...context, field: 'externalId' }],
    [
      'the same letters, parted elsewhere',
      { tenantId: 't-1a', accountId: '-1', field: 'credentials' },
    ],
  ])('does not open for %s', (_, other) => {
    expect(() => vault.open(vault.seal('secret', context), other)).toThrow(SecretDoesNotOpen);
  });

  it('opens with an old key and reseals with the new one', () => {
    const sealed = vault.seal('secret', context);
    const rotated = new Vault(NEXT_KEY, [KEY]);
    expect(rotated.openText(sealed, context)).toBe('secret');
    const resealed = rotated.reseal(sealed, context);
    expect(resealed.keyId).toBe(rotated.keyId);
    expect(rotated.reseal(resealed, context)).toBe(resealed);
    expect(new Vault(NEXT_KEY).openText(resealed, context)).toBe('secret');
  });

  it('does not reseal for another account', () => {
    const sealed = vault.seal('secret', context);
    const elsewhere = { ...context, accountId: 'a-2' };
    expect(() => new Vault(NEXT_KEY, [KEY]).reseal(sealed, elsewhere)).toThrow(SecretDoesNotOpen);
  });

  it('names the key it does not have', () => {
    const attempt = (): unknown => new Vault(NEXT_KEY).open(vault.seal('secret', context), context);
    expect(attempt).toThrow(UnknownKey);
    expect(attempt).toThrow(vault.keyId);
  });

  it('fails under a foreign key that claims the same id', () => {
    const { ciphertext } = vault.seal('secret', context);
    const other = new Vault(NEXT_KEY);
    expect(() => other.open({ keyId: other.keyId, ciphertext }, context)).toThrow(
      SecretDoesNotOpen,
    );
  });

  it('tells secrets apart by a fingerprint that needs the key', () => {
    expect(vault.fingerprint('secret')).toMatch(/^[0-9a-f]{12}$/);
    expect(vault.fingerprint('secret')).toBe(new Vault(KEY).fingerprint(Buffer.from('secret')));
    expect(vault.fingerprint('secret')).not.toBe(vault.fingerprint('secreu'));
    expect(vault.fingerprint('secret')).not.toBe(new Vault(NEXT_KEY).fingerprint('secret'));
  });

  it('knows by its old keys what was fingerprinted before', () => {
    const rotated = new Vault(NEXT_KEY, [KEY]);
    const [current, former] = rotated.fingerprints('secret');
    expect(current).toBe(rotated.fingerprint('secret'));
    expect(former).toBe(vault.fingerprint('secret'));
    expect(new Vault(KEY, [KEY]).fingerprints('secret')).toEqual([former]);
  });

  it.each(['', 'ab', `${KEY}00`, 'zz'.repeat(32)])('refuses the key "%s"', (key) => {
    expect(() => new Vault(key)).toThrow(RangeError);
    expect(() => new Vault(KEY, [key])).toThrow(RangeError);
  });
});

describe('createVault', () => {
  it('makes no vault without a current key', () => {
    expect(createVault({ encryptionKeysOld: [KEY] })).toBeNull();
  });

  it('takes the current and the old keys', () => {
    const sealed = new Vault(KEY).seal('secret', context);
    const vault = createVault({ encryptionKey: NEXT_KEY, encryptionKeysOld: [KEY] });
    expect(vault?.openText(sealed, context)).toBe('secret');
  });
});
