import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';
import type { CredentialFacts } from '@skyledger/provider-sdk';
import type { ProviderId } from '@skyledger/resource-model';
import type { SealedSecret } from '@skyledger/vault';

/** An account with what is needed to ask its provider. */
export interface AccountToValidate {
  provider: ProviderId;
  nativeAccountId: string;
  regions: string[] | null;
  isDemo: boolean;
  credentials: SealedSecret;
  /** Changes when they are replaced, and only then. */
  storedAt: string;
  lastValidatedAt: Date | null;
}

/** Credentials as they are stored, and what may be told of them by looking at them. */
export interface CredentialDescription {
  sealed: SealedSecret;
  fingerprint: string;
  /** The fingerprint, and those under which they may have been stored with earlier keys. */
  knownFingerprints: readonly string[];
  type: string;
  /** They hold no secret. */
  keyless: boolean;
}

/** The same with what the provider told. */
export interface NewCredentials extends CredentialDescription {
  /** Undefined where it tells nothing. */
  facts: CredentialFacts | undefined;
}

/** More would be a list that nobody reads. */
const MOST_WRITE_PERMISSIONS = 50;

/** Statements on `cloud_credentials`. */
@Injectable()
export class CredentialsRepository {
  /** @param isFromOrganization whether they are made of those of an organisation, not given by people */
  async insert(
    tx: Tx,
    account: { tenantId: string; id: string },
    credentials: NewCredentials,
    isFromOrganization = false,
  ): Promise<void> {
    await tx.query(
      `
      INSERT INTO cloud_credentials (account_id, key_id, ciphertext, fingerprint, type, is_keyless,
        issued_at, expires_at, write_permissions, is_from_organization, tenant_id)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      `,
      [...valuesOf(account.id, credentials), isFromOrganization, account.tenantId],
    );
  }

  /** Puts credentials in the place of the old ones, which are gone then. */
  async replace(
    tx: Tx,
    accountId: string,
    credentials: NewCredentials,
    isFromOrganization = false,
  ): Promise<void> {
    await tx.query(
      `
      UPDATE cloud_credentials
      SET key_id = $2, ciphertext = $3, fingerprint = $4, type = $5, is_keyless = $6,
        issued_at = $7, expires_at = $8, write_permissions = $9, is_from_organization = $10,
        stored_at = now()
      WHERE account_id = $1
      `,
      [...valuesOf(accountId, credentials), isFromOrganization],
    );
  }

  /** Stores what was told of credentials that are there already. */
  async storeFacts(
    tx: Tx,
    accountId: string,
    keyless: boolean,
    facts: CredentialFacts | undefined,
  ): Promise<void> {
    await tx.query(
      `
      UPDATE cloud_credentials
      SET is_keyless = $2, issued_at = $3, expires_at = $4, write_permissions = $5
      WHERE account_id = $1
      `,
      [accountId, keyless, ...factValues(facts)],
    );
  }

  /** Another account than `accountId` that stores the very same credentials. */
  async accountWithSame(
    tx: Tx,
    provider: ProviderId,
    fingerprints: readonly string[],
    accountId: string,
  ): Promise<string | null> {
    const [account] = await tx.query<{ id: string }>(
      `
      SELECT a.id
      FROM cloud_credentials c
      JOIN cloud_accounts a ON a.tenant_id = c.tenant_id AND a.id = c.account_id
      WHERE c.fingerprint = ANY ($2) AND a.provider = $1 AND a.id <> $3
      LIMIT 1
      `,
      [provider, fingerprints, accountId],
    );
    return account?.id ?? null;
  }

  async accountToValidate(tx: Tx, accountId: string): Promise<AccountToValidate | null> {
    const [account] = await tx.query<{
      provider: ProviderId;
      native_account_id: string;
      regions: string[] | null;
      is_demo: boolean;
      key_id: string;
      ciphertext: Buffer;
      stored_at: string;
      last_validated_at: Date | null;
    }>(
      `
      SELECT a.provider, a.native_account_id, a.regions, a.is_demo, a.last_validated_at, c.key_id,
        c.ciphertext, c.stored_at::text AS stored_at
      FROM cloud_accounts a
      JOIN cloud_credentials c ON c.tenant_id = a.tenant_id AND c.account_id = a.id
      WHERE a.id = $1
      `,
      [accountId],
    );
    if (account === undefined) return null;
    return {
      provider: account.provider,
      nativeAccountId: account.native_account_id,
      regions: account.regions,
      isDemo: account.is_demo,
      credentials: { keyId: account.key_id, ciphertext: account.ciphertext },
      storedAt: account.stored_at,
      lastValidatedAt: account.last_validated_at,
    };
  }
}

function valuesOf(accountId: string, credentials: NewCredentials): unknown[] {
  const { sealed, fingerprint, type, keyless, facts } = credentials;
  const { keyId, ciphertext } = sealed;
  return [accountId, keyId, ciphertext, fingerprint, type, keyless, ...factValues(facts)];
}

function factValues(facts: CredentialFacts | undefined): unknown[] {
  return [
    facts?.issuedAt ?? null,
    facts?.expiresAt ?? null,
    facts?.writePermissions?.slice(0, MOST_WRITE_PERMISSIONS) ?? null,
  ];
}
