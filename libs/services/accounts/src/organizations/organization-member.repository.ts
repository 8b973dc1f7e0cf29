import { Injectable } from '@nestjs/common';
import type { Membership } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import type { KnownAccount } from './membership-plan';
import type { StoredOrganization } from './organization.repository';

/** An account whose status changed with its membership. */
export interface FollowedAccount {
  accountId: string;
  name: string;
}

/** Statements on accounts as members of an organisation. */
@Injectable()
export class OrganizationMemberRepository {
  /** The organisation's accounts, and others that the listing names. */
  async known(
    tx: Tx,
    { provider, organizationId, entityId }: StoredOrganization,
    listed: readonly string[],
  ): Promise<KnownAccount[]> {
    return tx.query<KnownAccount>(
      `
      SELECT id AS "accountId", native_account_id AS "nativeAccountId",
        organization_id AS "organizationId", membership,
        entity_id = ANY (ARRAY(SELECT entities_within(ARRAY[$4::uuid]))) AS "isWithin"
      FROM cloud_accounts
      WHERE provider = $1 AND (organization_id = $2 OR native_account_id = ANY ($3)) AND NOT is_demo
      `,
      [provider, organizationId, listed, entityId],
    );
  }

  /** Makes accounts members that are none of another organisation, or changes what is said of them. */
  async setMembership(
    tx: Tx,
    organizationId: string,
    accountIds: readonly string[],
    membership: Membership,
  ): Promise<void> {
    await tx.query(
      `
      UPDATE cloud_accounts SET organization_id = $1, membership = $3
      WHERE id = ANY ($2) AND coalesce(organization_id = $1, true)
      `,
      [organizationId, accountIds, membership],
    );
  }

  /** @returns those that were not suspended before */
  async suspend(tx: Tx, accountIds: readonly string[], reason: string): Promise<FollowedAccount[]> {
    return tx.query<FollowedAccount>(
      `
      UPDATE cloud_accounts SET status = 'suspended', status_reason = $2, updated_at = now()
      WHERE id = ANY ($1) AND status <> 'suspended'
      RETURNING id AS "accountId", name
      `,
      [accountIds, reason],
    );
  }

  /** Lifts suspensions; what runs told before counts no more. The next run is due, unless only people start them. */
  async resume(tx: Tx, accountIds: readonly string[]): Promise<FollowedAccount[]> {
    return tx.query<FollowedAccount>(
      `
      UPDATE cloud_accounts
      SET status = 'active', status_reason = NULL, authentication_failures = 0,
        judged_run_number = run_number, updated_at = now(),
        next_run_at = CASE WHEN next_run_at IS NOT NULL THEN now() END
      WHERE id = ANY ($1) AND status = 'suspended'
      RETURNING id AS "accountId", name
      `,
      [accountIds],
    );
  }

  /** Members whose credentials are made of those of the organisation. */
  async following(
    tx: Tx,
    organizationId: string,
  ): Promise<{ accountId: string; nativeAccountId: string; fingerprint: string }[]> {
    return tx.query(
      `
      SELECT a.id AS "accountId", a.native_account_id AS "nativeAccountId", c.fingerprint
      FROM cloud_accounts a
      JOIN cloud_credentials c ON c.tenant_id = a.tenant_id AND c.account_id = a.id
      WHERE a.organization_id = $1 AND c.is_from_organization
      `,
      [organizationId],
    );
  }

  /** Makes ordinary accounts of all members. */
  async release(tx: Tx, organizationId: string): Promise<number> {
    const rows = await tx.query<{ id: string }>(
      `
      UPDATE cloud_accounts SET organization_id = NULL, membership = NULL WHERE organization_id = $1
      RETURNING id
      `,
      [organizationId],
    );
    await tx.query(
      'UPDATE cloud_credentials SET is_from_organization = false WHERE account_id = ANY ($1)',
      [rows.map(({ id }) => id)],
    );
    return rows.length;
  }
}
