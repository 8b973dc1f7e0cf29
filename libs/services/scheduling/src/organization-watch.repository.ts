import type { Tx } from '@skyledger/database';

/** An organisation whose last sync is too old. */
export interface StaleOrganization {
  tenantId: string;
  organizationId: string;
  /** A sync that began at this time or later would do. */
  unlessSince: string;
}

/**
 * Claims one organisation of any tenant that was synchronised too long ago, until the transaction ends;
 * other schedulers skip it.
 */
export async function claimStaleOrganization(
  tx: Tx,
  ageSeconds: number,
  patienceSeconds: number,
): Promise<StaleOrganization | null> {
  const [row] = await tx.query<{ tenant_id: string; organization_id: string; unless_since: Date }>(
    `
    SELECT tenant_id, organization_id, now() - make_interval(secs => $1) AS unless_since
    FROM claim_stale_organization($1, $2)`,
    [ageSeconds, patienceSeconds],
  );
  if (row === undefined) return null;
  return {
    tenantId: row.tenant_id,
    organizationId: row.organization_id,
    unlessSince: row.unless_since.toISOString(),
  };
}

/** Remembers that a sync was asked for; the claim's lock is held. */
export async function noteSyncRequest(tx: Tx, organization: StaleOrganization): Promise<void> {
  await tx.query(
    'UPDATE cloud_organizations SET sync_requested_at = now() WHERE tenant_id = $1 AND id = $2',
    [organization.tenantId, organization.organizationId],
  );
}
