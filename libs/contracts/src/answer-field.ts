/**
 * Begins the name, in the vault's context, of an answer that is kept for an idempotency key; the hash
 * of the key follows in hexadecimal. In the place of the account stands the principal.
 */
export const ANSWER_FIELD = 'idempotency:';
