import type { SealedSecretDto } from '@skyledger/contracts';
import type { SealedSecret } from '@skyledger/vault';

/** The secret as the vault takes it, from what a message carries. */
export function sealedSecret({ keyId, ciphertext }: SealedSecretDto): SealedSecret {
  return { keyId, ciphertext: Buffer.from(ciphertext, 'base64') };
}
