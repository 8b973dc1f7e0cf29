import { CREDENTIALS_FIELD } from '@skyledger/contracts';

/** A table whose rows hold a sealed secret in `key_id` and `ciphertext`; both null where there is none. */
export interface SealedTable {
  readonly name: string;
  /** What tells a row apart within its tenant. Stands for the account in the secret's context. */
  readonly idColumn: string;
  /** The name of the secret in its context. */
  readonly field: string;
  /** Whether `fingerprint` is kept beside it, which changes with the key. */
  readonly hasFingerprint: boolean;
}

/**
 * Every table that holds sealed secrets. Its migration allows the system role to count the rows by
 * key: see `countSealedRows` in the migrations.
 */
export const SEALED_TABLES: readonly SealedTable[] = [
  {
    name: 'cloud_credentials',
    idColumn: 'account_id',
    field: CREDENTIALS_FIELD,
    hasFingerprint: true,
  },
  {
    name: 'onboarding_sessions',
    idColumn: 'id',
    field: CREDENTIALS_FIELD,
    hasFingerprint: true,
  },
  {
    name: 'cloud_organizations',
    idColumn: 'id',
    field: CREDENTIALS_FIELD,
    hasFingerprint: true,
  },
];
