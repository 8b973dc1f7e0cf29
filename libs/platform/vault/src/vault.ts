import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { SecretDoesNotOpen, UnknownKey } from './vault-errors';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const AAD_VERSION = 'skyledger-secret-1';

/** Where a secret belongs. A ciphertext opens only under the context it was sealed with. */
export interface SecretContext {
  readonly tenantId: string;
  readonly accountId: string;
  /** The name of the secret within the account, for example `credentials`. */
  readonly field: string;
}

/** A secret at rest: the two columns that store it. */
export interface SealedSecret {
  /** Which key opens it; eight hexadecimal characters that tell nothing about the key. */
  readonly keyId: string;
  /** nonce (12 bytes), ciphertext, tag (16 bytes). */
  readonly ciphertext: Buffer;
}

/** The settings a vault is made from, as `loadConfig` reads them. */
export interface VaultKeys {
  /** 64 hexadecimal characters. */
  readonly encryptionKey?: string | undefined;
  /** Keys that only open. */
  readonly encryptionKeysOld: readonly string[];
}

/** Seals with the current key; opens with the current and the old ones. AES-256-GCM. */
export class Vault {
  /** The id of the key that seals now. */
  readonly keyId: string;
  readonly #keys = new Map<string, Buffer>();
  readonly #currentKey: Buffer;
  /** The current one first. */
  readonly #fingerprintKeys: readonly Buffer[];

  /** @throws RangeError when a key is not 64 hexadecimal characters. */
  constructor(currentKey: string, oldKeys: readonly string[] = []) {
    for (const key of [...oldKeys, currentKey].map(parseKey)) this.#keys.set(keyIdOf(key), key);
    this.#currentKey = parseKey(currentKey);
    this.keyId = keyIdOf(this.#currentKey);
    const others = [...this.#keys.values()].filter((key) => !key.equals(this.#currentKey));
    this.#fingerprintKeys = [this.#currentKey, ...others].map(fingerprintKeyOf);
  }

  seal(plaintext: string | Buffer, context: SecretContext): SealedSecret {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#currentKey, nonce, {
      authTagLength: TAG_BYTES,
    }).setAAD(additionalData(context));
    const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
    const body = [nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
    return { keyId: this.keyId, ciphertext: Buffer.concat(body) };
  }

  /**
   * @throws UnknownKey when its key is not configured.
   * @throws SecretDoesNotOpen when it was changed or sealed under another context.
   */
  open({ keyId, ciphertext }: SealedSecret, context: SecretContext): Buffer {
    const key = this.#keys.get(keyId);
    if (key === undefined) throw new UnknownKey(keyId);
    if (ciphertext.length < NONCE_BYTES + TAG_BYTES) throw new SecretDoesNotOpen();
    const decipher = createDecipheriv(ALGORITHM, key, ciphertext.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(additionalData(context))
      .setAuthTag(ciphertext.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([
        decipher.update(ciphertext.subarray(NONCE_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]);
    } catch {
      throw new SecretDoesNotOpen();
    }
  }

  /** `open`, for text. */
  openText(sealed: SealedSecret, context: SecretContext): string {
    return this.open(sealed, context).toString('utf8');
  }

  /** Seals under the current key what another key sealed; returns a current one as it is. */
  reseal(sealed: SealedSecret, context: SecretContext): SealedSecret {
    const plaintext = this.open(sealed, context);
    return sealed.keyId === this.keyId ? sealed : this.seal(plaintext, context);
  }

  /**
   * Twelve hexadecimal characters by which people tell stored secrets apart. Keyed, so that a copy
   * of the database does not allow guesses to be tried. Changes when the current key changes.
   */
  fingerprint(secret: string | Buffer): string {
    return this.fingerprints(secret)[0]!;
  }

  /**
   * The fingerprint, and those that the old keys give: by one of them a secret is known that was
   * stored before the current key came.
   */
  fingerprints(secret: string | Buffer): string[] {
    return this.#fingerprintKeys.map((key) =>
      createHmac('sha256', key).update(secret).digest('hex').slice(0, 12),
    );
  }
}

/** The vault of the configured keys, or `null` without a current key: then nothing is stored. */
export function createVault(keys: VaultKeys): Vault | null {
  return keys.encryptionKey === undefined
    ? null
    : new Vault(keys.encryptionKey, keys.encryptionKeysOld);
}

function parseKey(hex: string): Buffer {
  const key = Buffer.from(hex, 'hex');
  if (hex.length !== KEY_BYTES * 2 || key.length !== KEY_BYTES) {
    throw new RangeError('An encryption key is 64 hexadecimal characters');
  }
  return key;
}

function fingerprintKeyOf(key: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'skyledger-fingerprint', KEY_BYTES));
}

function keyIdOf(key: Buffer): string {
  return createHash('sha256').update('skyledger-key-id').update(key).digest('hex').slice(0, 8);
}

/** Each part follows its length, so that no two contexts are written the same way. */
function additionalData({ tenantId, accountId, field }: SecretContext): Buffer {
  return Buffer.concat(
    [AAD_VERSION, tenantId, accountId, field].flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
