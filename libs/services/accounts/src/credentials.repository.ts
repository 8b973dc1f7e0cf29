import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';
import type { SealedSecret } from '@skyledger/vault';

/** An account with what is needed to ask its provider. */
export interface AccountToValidate {
  provider: ProviderId;
  nativeAccountId: string;
  regions: string[] | null;
  isDemo: boolean;
  credentials: SealedSecret;
  fingerprint: string;
  lastValidatedAt: Date | null;
}

/** Credentials, and what may be told of them. */
export interface NewCredentials {
  sealed: SealedSecret;
  fingerprint: string;
  type: string;
}

/** Statements on `cloud_credentials`. */
@Injectable()
export class CredentialsRepository {
  async insert(
    tx: Tx,
    account: { tenantId: string; id: string },
    { sealed, fingerprint, type }: NewCredentials,
  ): Promise<void> {
    await tx.query(
      `
      INSERT INTO cloud_credentials (tenant_id, account_id, key_id, ciphertext, fingerprint, type)
      VALUES ($1, $2, $3, $4, $5, $6)
      `,
      [account.tenantId, account.id, sealed.keyId, sealed.ciphertext, fingerprint, type],
    );
  }

  /** Puts credentials in the place of the old ones, which are gone then. */
  async replace(
    tx: Tx,
    accountId: string,
    { sealed, fingerprint, type }: NewCredentials,
  ): Promise<void> {
    await tx.query(
      `
      UPDATE cloud_credentials
      SET key_id = $2, ciphertext = $3, fingerprint = $4, type = $5, stored_at = now()
      WHERE account_id = $1
      `,
      [accountId, sealed.keyId, sealed.ciphertext, fingerprint, type],
    );
  }

  /** Another account than `accountId` that stores the very same credentials. */
  async accountWithSame(
    tx: Tx,
    provider: ProviderId,
    fingerprint: string,
    accountId: string,
  ): Promise<string | null> {
    const [account] = await tx.query<{ id: string }>(
      `
      SELECT a.id
      FROM cloud_credentials c
      JOIN cloud_accounts a ON a.tenant_id = c.tenant_id AND a.id = c.account_id
      WHERE c.fingerprint = $2 AND a.provider = $1 AND a.id <> $3
      LIMIT 1
      `,
      [provider, fingerprint, accountId],
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
      fingerprint: string;
      last_validated_at: Date | null;
    }>(
      `
      SELECT a.provider, a.native_account_id, a.regions, a.is_demo, a.last_validated_at, c.key_id,
        c.ciphertext, c.fingerprint
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
      fingerprint: account.fingerprint,
      lastValidatedAt: account.last_validated_at,
    };
  }
}
