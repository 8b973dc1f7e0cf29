import { textOf } from '@skyledger/provider-sdk';

/**
 * Server-side encryption, which the payload of a disk or snapshot names by whose key it uses:
 * `EncryptionAtRestWithPlatformKey` and others that begin alike. `null` when it names none.
 */
export function encryptedAtRest(type: unknown): boolean | null {
  return textOf(type)?.toLowerCase().startsWith('encryptionatrest') === true ? true : null;
}
