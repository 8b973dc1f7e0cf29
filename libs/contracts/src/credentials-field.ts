/**
 * Name of an account's credentials in the vault's context: part of what their ciphertext is bound
 * to. Whoever seals them and whoever opens them use this one.
 */
export const CREDENTIALS_FIELD = 'credentials';
