import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';
import type { LedgerResource, ResourceType } from '@skyledger/resource-model';

/** A resource as it stands, locked for the rest of the transaction. */
export interface CurrentResource {
  id: string;
  accountId: string;
  isActive: boolean;
  /** What checks look at; `null` when it was removed or its type has no checks. */
  observed: LedgerResource | null;
}

interface ResourceRow {
  id: string;
  account_id: string;
  is_active: boolean;
  observed: string | null;
}

/** Reads `cloud_resources`; the worker writes them. */
@Injectable()
export class LedgerResourceRepository {
  /**
   * Reads the resources that exist among these ids and locks them, in ascending order of ids.
   *
   * The lock is what makes late and reordered messages harmless: it keeps the worker from changing a
   * resource, another evaluation from judging it, and its account from being deleted, until the
   * findings of the version read here are committed. Whatever changed it afterwards publishes an
   * event of its own, whose evaluation then reads the newer version. It is the weakest lock that
   * does this; foreign keys to the resource do not wait for it.
   *
   * Postgres builds one JSON document a resource: as quick as reading twenty columns through the
   * driver, and nothing is read of types without checks.
   */
  async lockCurrent(
    tx: Tx,
    tenantId: string,
    ids: readonly string[],
    checkedTypes: readonly ResourceType[],
  ): Promise<CurrentResource[]> {
    const rows = await tx.query<ResourceRow>(
      `
      SELECT id, account_id, is_active,
        CASE WHEN is_active AND resource_type = ANY ($3::text[]) THEN json_build_object(
          'id', id::text, 'accountId', account_id, 'isActive', is_active, 'provider', provider,
          'resourceId', resource_id, 'resourceType', resource_type, 'nativeType', native_type,
          'name', name, 'region', region, 'zone', zone, 'state', state, 'nativeState', native_state,
          'size', size, 'privateIps', private_ips, 'publicIps', public_ips, 'isPublic', is_public,
          'tags', tags, 'createdAt', to_char(provider_created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'relationships', relationships, 'price', price, 'attributes', attributes)::text END AS observed
      FROM cloud_resources
      WHERE tenant_id = $1 AND id = ANY ($2::bigint[])
      ORDER BY id
      FOR NO KEY UPDATE
      `,
      [tenantId, ids, checkedTypes],
    );
    return rows.map((row) => ({
      id: row.id,
      accountId: row.account_id,
      isActive: row.is_active,
      observed: row.observed === null ? null : (JSON.parse(row.observed) as LedgerResource),
    }));
  }
}
