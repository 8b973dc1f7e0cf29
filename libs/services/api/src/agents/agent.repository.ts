import { Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import type { Principal } from '../auth/principal';
import { visibleTo } from '../auth/visibility';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListingById, readPage } from '../paging/read-page';
import { AGENT_LISTING, type AgentQuery } from './agent.schema';

const AGENT = `(SELECT row_to_json(item) FROM (
  SELECT a.id, a.agent_key, a.hostname, a.instance_id, a.private_ips, a.public_ips, a.version,
    a.resource_id::text AS resource_id, a.matched_by, ${utc('a.matched_at')} AS matched_at,
    ${utc('a.registered_at')} AS registered_at, ${utc('a.last_seen_at')} AS last_seen_at
) item)::text`;

const LISTING: ListingById = {
  name: AGENT_LISTING,
  item: AGENT,
  from: 'agents a',
  idColumn: 'a.id',
};

/** Reads agents. Only the matcher writes them. */
@Injectable()
export class AgentRepository {
  constructor(private readonly database: Database) {}

  /** Those of resources that the principal may read; one without a resource belongs to the tenant. */
  async list(principal: Principal, query: AgentQuery): Promise<JsonText> {
    const conditions = new Conditions();
    const matched = visibleTo(principal, 'Resource:read', conditions).resource(
      'r.account_id',
      'r.id',
    );
    if (matched !== undefined) {
      conditions.always(
        `EXISTS (SELECT FROM cloud_resources r WHERE r.id = a.resource_id AND ${matched})`,
      );
    }
    return readPage(this.database, principal.tenantId, LISTING, conditions, query);
  }

  async isKnown(tenantId: string, agentKey: string): Promise<boolean> {
    const rows = await this.database.withTenant(tenantId, (tx) =>
      tx.query('SELECT FROM agents WHERE agent_key = $1', [agentKey]),
    );
    return rows.length > 0;
  }
}
