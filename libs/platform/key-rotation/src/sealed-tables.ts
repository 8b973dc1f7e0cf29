import { ANSWER_FIELD, CREDENTIALS_FIELD } from '@skyledger/contracts';

/** A table whose rows hold a sealed secret; the id of its key is null where there is none. */
export interface SealedTable {
  readonly name: string;
  /** A UUID that tells a row apart within its tenant. */
  readonly idColumn: string;
  readonly keyColumn: 'key_id' | 'vault_key_id';
  readonly secretColumn: 'ciphertext' | 'body';
  /** SQL of what stands for the account in the secret's context. */
  readonly account: string;
  /** SQL of the name of the secret in its context. */
  readonly field: string;
  /** Whether `fingerprint` is kept beside it, which changes with the key. */
  readonly hasFingerprint: boolean;
}

/**
 * Every table that holds sealed secrets. Its migration allows the system role to count the rows by
 * key: see `countSealedRows` in the migrations.
 */
export const SEALED_TABLES: readonly SealedTable[] = [
  credentialsIn('cloud_credentials', 'account_id'),
  credentialsIn('onboarding_sessions', 'id'),
  credentialsIn('cloud_organizations', 'id'),
  {
    name: 'idempotency_keys',
    idColumn: 'operation_id',
    keyColumn: 'vault_key_id',
    secretColumn: 'body',
    account: 'principal',
    field: `'${ANSWER_FIELD}' || encode(key_hash, 'hex')`,
    hasFingerprint: false,
  },
];

/** Credentials that are bound to the row's own id. */
function credentialsIn(name: string, idColumn: string): SealedTable {
  return {
    name,
    idColumn,
    keyColumn: 'key_id',
    secretColumn: 'ciphertext',
    account: `${idColumn}::text`,
    field: `'${CREDENTIALS_FIELD}'`,
    hasFingerprint: true,
  };
}
