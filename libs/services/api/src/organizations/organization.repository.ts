import { Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';
import type { Permission } from '../auth/permission';
import type { Principal } from '../auth/principal';
import { accessToRow, type RowAccess } from '../auth/row-access';
import { visibleTo } from '../auth/visibility';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListingById, readPage } from '../paging/read-page';
import { ORGANIZATION_LISTING, type OrganizationQuery } from './organization.schema';

const ORGANIZATION = `(SELECT row_to_json(item) FROM (
  SELECT o.id, o.name, o.entity_id, o.provider, o.native_id, o.status, o.status_reason, o.include,
    o.exclude, o.regions, o.schedule, o.environment, o.account_group AS "group", o.labels,
    (SELECT json_build_object(
        'listed', count(*) FILTER (WHERE a.membership = 'listed'),
        'missed', count(*) FILTER (WHERE a.membership = 'missed'),
        'gone', count(*) FILTER (WHERE a.membership = 'gone'),
        'closed', count(*) FILTER (WHERE a.membership = 'closed'),
        'excluded', count(*) FILTER (WHERE a.membership = 'excluded'))
      FROM cloud_accounts a WHERE a.organization_id = o.id) AS members,
    json_build_object('fingerprint', o.fingerprint,
      'stored_at', ${utc('o.credentials_stored_at')}) AS credentials,
    ${utc('o.last_synced_at')} AS last_synced_at, o.created_by,
    ${utc('o.created_at')} AS created_at, ${utc('o.updated_at')} AS updated_at
) item)::text`;

const LISTING: ListingById = {
  name: ORGANIZATION_LISTING,
  item: ORGANIZATION,
  from: 'cloud_organizations o',
  idColumn: 'o.id',
};

/** An organisation as it is shown, with the version that people may change. */
export interface ShownOrganization {
  item: JsonText;
  version: string;
}

/** Reads organisations. Only the accounts service writes them. */
@Injectable()
export class OrganizationRepository {
  constructor(private readonly database: Database) {}

  /** Oldest first. */
  async list(principal: Principal, query: OrganizationQuery): Promise<JsonText> {
    const conditions = new Conditions();
    conditions.always(
      visibleTo(principal, 'CloudConnector:read', conditions).entity('o.entity_id'),
    );
    return readPage(this.database, principal.tenantId, LISTING, conditions, query);
  }

  /** @returns null when there is none; what the principal may do was seen to before */
  async find(tenantId: string, id: string): Promise<ShownOrganization | null> {
    return this.one<ShownOrganization>(tenantId, id, `${ORGANIZATION} AS item, o.version`);
  }

  async providerOf(tenantId: string, id: string): Promise<ProviderId | null> {
    const row = await this.one<{ provider: ProviderId }>(tenantId, id, 'o.provider');
    return row?.provider ?? null;
  }

  /** @returns null when the principal neither holds the permission on it nor may read it */
  async access(principal: Principal, needed: Permission, id: string): Promise<RowAccess | null> {
    return accessToRow(
      this.database,
      principal,
      { needed, toRead: 'CloudConnector:read' },
      { from: 'cloud_organizations o', idColumn: 'o.id', id },
      (reach) => reach.entity('o.entity_id'),
    );
  }

  private async one<Row extends object>(
    tenantId: string,
    id: string,
    columns: string,
  ): Promise<Row | null> {
    const [row] = await this.database.withTenant(tenantId, (tx) =>
      tx.query<Row>(`SELECT ${columns} FROM cloud_organizations o WHERE o.id = $1`, [id]),
    );
    return row ?? null;
  }
}
