/** No key is configured, so nothing may be sealed or opened; answered as 503. */
export class VaultKeyMissing extends Error {
  override readonly name = 'VaultKeyMissing';

  constructor() {
    super('No encryption key is configured: set CLOUD_ENCRYPTION_KEY');
  }
}

/** The secret was sealed with a key that is not configured any more. */
export class UnknownKey extends Error {
  override readonly name = 'UnknownKey';

  constructor(readonly keyId: string) {
    super(
      `The secret was sealed with key ${keyId}, which is not configured: add it to CLOUD_ENCRYPTION_KEYS_OLD`,
    );
  }
}

/** The ciphertext was changed, or belongs to another tenant, account or field. */
export class SecretDoesNotOpen extends Error {
  override readonly name = 'SecretDoesNotOpen';

  constructor() {
    super('The secret does not open: it was changed or belongs somewhere else');
  }
}

/** The key file cannot be used; the message says why and what to do, never what it holds. */
export class KeyFileUnusable extends Error {
  override readonly name = 'KeyFileUnusable';
}
