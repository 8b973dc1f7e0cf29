import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';

/** An external id as it is minted. */
export interface NewExternalId {
  tenantId: string;
  externalId: string;
  /** Null for an account that is not known yet. */
  nativeAccountId: string | null;
  mintedBy: string;
}

/** Statements on `aws_external_ids`. */
@Injectable()
export class ExternalIdRepository {
  /** @returns false when the tenant's account has one already */
  async insert(tx: Tx, minted: NewExternalId): Promise<boolean> {
    const rows = await tx.query(
      `
      INSERT INTO aws_external_ids (tenant_id, external_id, native_account_id, minted_by)
      VALUES ($1, $2, $3, $4)
      ON CONFLICT (tenant_id, native_account_id) DO NOTHING
      RETURNING external_id
      `,
      [minted.tenantId, minted.externalId, minted.nativeAccountId, minted.mintedBy],
    );
    return rows.length > 0;
  }

  /** The one that was minted for the account, or that it was added with. */
  async ofAccount(tx: Tx, nativeAccountId: string): Promise<string | null> {
    const [row] = await tx.query<{ external_id: string }>(
      'SELECT external_id FROM aws_external_ids WHERE native_account_id = $1',
      [nativeAccountId],
    );
    return row?.external_id ?? null;
  }

  /** Whether it was minted for the tenant, and may be used for this account of it. */
  async mayBeUsed(tx: Tx, externalId: string, nativeAccountId: string): Promise<boolean> {
    const rows = await tx.query(
      `
      SELECT FROM aws_external_ids
      WHERE external_id = $1 AND (native_account_id IS NULL OR native_account_id = $2)
      `,
      [externalId, nativeAccountId],
    );
    return rows.length > 0;
  }

  async isOfAnotherTenant(tx: Tx, externalId: string): Promise<boolean> {
    const [row] = await tx.query<{ other: boolean }>(
      'SELECT external_id_is_of_another($1) AS other',
      [externalId],
    );
    return row?.other === true;
  }

  /** Makes it the account's one; another that was minted for the account is free again. */
  async bind(tx: Tx, externalId: string, nativeAccountId: string): Promise<void> {
    await tx.query(
      `
      UPDATE aws_external_ids SET native_account_id = NULL
      WHERE native_account_id = $2 AND external_id <> $1
        AND EXISTS (
          SELECT FROM aws_external_ids e WHERE e.external_id = $1 AND e.native_account_id IS NULL)
      `,
      [externalId, nativeAccountId],
    );
    await tx.query(
      `
      UPDATE aws_external_ids SET native_account_id = $2
      WHERE external_id = $1 AND native_account_id IS NULL
      `,
      [externalId, nativeAccountId],
    );
  }
}
