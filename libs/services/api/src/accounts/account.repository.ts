import { Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';
import type { Permission } from '../auth/permission';
import type { Principal } from '../auth/principal';
import { accessToRow, type RowAccess } from '../auth/row-access';
import { Visibility, visibleTo } from '../auth/visibility';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { ageDays } from '../credentials/credential-age.sql';
import { type ListingById, readPage } from '../paging/read-page';
import { ACCOUNT_LISTING, type AccountQuery } from './account.schema';

const CREDENTIALS = `(SELECT json_build_object('type', c.type, 'fingerprint', c.fingerprint,
    'stored_at', ${utc('c.stored_at')}, 'age_days', ${ageDays('c')},
    'expires_at', ${utc('c.expires_at')}, 'write_permissions', c.write_permissions)
  FROM cloud_credentials c WHERE c.account_id = a.id)`;

/** No run of a suspended account starts, whatever its schedule says. */
const NEXT_RUN = `CASE WHEN a.status <> 'suspended' THEN ${utc('a.next_run_at')} END`;

const ACCOUNT = `(SELECT row_to_json(item) FROM (
  SELECT a.id, a.name, a.entity_id, a.provider, a.native_account_id, a.organization_id, a.membership, a.status, a.status_reason,
    a.missing_permissions, a.regions, a.resource_types, a.schedule,
    CASE WHEN a.schedule ->> 'kind' = 'interval' THEN (a.schedule -> 'minutes')::integer
    END AS discovery_interval_mins,
    a.labels, a.environment, a.account_group AS "group", a.is_demo,
    ${NEXT_RUN} AS next_run_at,
    ${utc('a.last_validated_at')} AS last_validated_at,
    ${CREDENTIALS} AS credentials,
    (SELECT row_to_json(run) FROM (
      SELECT r.id, r.number, r.trigger, r.status, r.discovered, r.created, r.updated, r.unchanged,
        r.removed, ${utc('r.requested_at')} AS requested_at, ${utc('r.finished_at')} AS finished_at
      FROM cloud_discovery_runs r WHERE r.account_id = a.id ORDER BY r.number DESC LIMIT 1
    ) run) AS last_run,
    a.created_by, ${utc('a.created_at')} AS created_at, ${utc('a.updated_at')} AS updated_at
) item)::text`;

const HEALTH = `(SELECT row_to_json(item) FROM (
  SELECT a.status, a.status_reason, ${utc('a.last_validated_at')} AS last_validated_at,
    (SELECT row_to_json(run) FROM (
      SELECT r.id, r.number, ${utc('r.finished_at')} AS finished_at FROM cloud_discovery_runs r
      WHERE r.account_id = a.id AND r.status = 'completed' ORDER BY r.number DESC LIMIT 1
    ) run) AS last_successful_run,
    a.authentication_failures,
    (SELECT coalesce(json_agg(missing.permission ORDER BY missing.permission), '[]') FROM (
      SELECT unnest(a.missing_permissions) AS permission
      UNION
      SELECT jsonb_array_elements_text(e.value -> 'permissions') FROM (
        SELECT r.provider_errors FROM cloud_discovery_runs r
        WHERE r.account_id = a.id AND r.finished_at IS NOT NULL ORDER BY r.number DESC LIMIT 1
      ) newest, jsonb_array_elements(newest.provider_errors) e
    ) missing) AS missing_permissions,
    a.identity_chain, ${CREDENTIALS} AS credentials, ${NEXT_RUN} AS next_run_at
) item)::text`;

const LISTING: ListingById = {
  name: ACCOUNT_LISTING,
  item: ACCOUNT,
  from: 'cloud_accounts a',
  idColumn: 'a.id',
};

/** An account as it is shown, with the version that people may change. */
export interface ShownAccount {
  item: JsonText;
  version: string;
}

/** Reads accounts. Only the accounts service writes them. */
@Injectable()
export class AccountRepository {
  constructor(private readonly database: Database) {}

  /** Oldest first. */
  async list(principal: Principal, query: AccountQuery): Promise<JsonText> {
    const conditions = new Conditions();
    conditions.always(
      visibleTo(principal, 'CloudConnector:read', conditions).entity('a.entity_id'),
    );
    if (query.entity_id !== undefined) {
      conditions.always(new Visibility([query.entity_id], conditions).entity('a.entity_id'));
    }
    conditions.when(query.organization_id, (id) => `a.organization_id = ${id}`);
    return readPage(this.database, principal.tenantId, LISTING, conditions, query);
  }

  /** @returns null when there is none that the principal may read */
  async find(principal: Principal, id: string): Promise<ShownAccount | null> {
    return this.readable<ShownAccount>(principal, id, `${ACCOUNT} AS item, a.version`);
  }

  /** The same of one that was written just now, by somebody who may write it. */
  async written(tenantId: string, id: string): Promise<ShownAccount | null> {
    return this.one<ShownAccount>(tenantId, id, `${ACCOUNT} AS item, a.version`);
  }

  /** The same as `find` for how it stands. */
  async health(principal: Principal, id: string): Promise<JsonText | null> {
    const row = await this.readable<{ item: JsonText }>(principal, id, `${HEALTH} AS item`);
    return row?.item ?? null;
  }

  /** @returns null when the principal neither holds the permission on the account nor may read it */
  async access(principal: Principal, needed: Permission, id: string): Promise<RowAccess | null> {
    return accessToRow(
      this.database,
      principal,
      { needed, toRead: 'CloudConnector:read' },
      { from: 'cloud_accounts a', idColumn: 'a.id', id },
      (reach) => reach.entity('a.entity_id'),
    );
  }

  /** The entity of the account; null where the principal does not hold the permission on it, by now. */
  async entityOf(principal: Principal, needed: Permission, id: string): Promise<string | null> {
    const row = await this.within<{ entityId: string }>(
      principal,
      needed,
      id,
      'a.entity_id AS "entityId"',
    );
    return row?.entityId ?? null;
  }

  /** What is told of the stored credentials. */
  async credentials(tenantId: string, id: string): Promise<JsonText | null> {
    const row = await this.one<{ item: JsonText | null }>(
      tenantId,
      id,
      `${CREDENTIALS}::text AS item`,
    );
    return row?.item ?? null;
  }

  async about(
    tenantId: string,
    id: string,
  ): Promise<{ name: string; provider: ProviderId; nativeAccountId: string } | null> {
    return this.one(tenantId, id, 'a.name, a.provider, a.native_account_id AS "nativeAccountId"');
  }

  private readable<Row extends object>(
    principal: Principal,
    id: string,
    columns: string,
  ): Promise<Row | null> {
    return this.within<Row>(principal, 'CloudConnector:read', id, columns);
  }

  private async within<Row extends object>(
    principal: Principal,
    permission: Permission,
    id: string,
    columns: string,
  ): Promise<Row | null> {
    const conditions = new Conditions().when(id, (account) => `a.id = ${account}`);
    conditions.always(visibleTo(principal, permission, conditions).entity('a.entity_id'));
    const [row] = await this.database.withTenant(principal.tenantId, (tx) =>
      tx.query<Row>(
        `SELECT ${columns} FROM cloud_accounts a ${conditions.where}`,
        conditions.values,
      ),
    );
    return row ?? null;
  }

  private async one<Row extends object>(
    tenantId: string,
    id: string,
    columns: string,
  ): Promise<Row | null> {
    const [row] = await this.database.withTenant(tenantId, (tx) =>
      tx.query<Row>(`SELECT ${columns} FROM cloud_accounts a WHERE a.id = $1`, [id]),
    );
    return row ?? null;
  }
}
