import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@skyledger/database';
import type { Principal } from '../auth/principal';
import { Visibility, visibleTo } from '../auth/visibility';
import { Conditions, utc } from '../http/sql-json';
import { type ListedRow, pageText } from '../paging/page';
import { describeFinding, type StoredFinding } from './describe-finding';
import { type Finding, FINDING_LISTING, type FindingQuery } from './finding.schema';

const FINDING = `
  SELECT f.id::text AS id, f.account_id, f.resource_id::text AS resource_id,
    json_build_object('resource_id', r.resource_id, 'provider', r.provider,
      'type', r.resource_type, 'name', r.name, 'region', r.region) AS resource,
    f.check_id, f.severity, f.status, f.reason, f.resolution,
    ${utc('f.first_seen_at')} AS first_seen_at, ${utc('f.last_seen_at')} AS last_seen_at,
    ${utc('f.resolved_at')} AS resolved_at
  FROM cloud_security_findings f
  JOIN cloud_resources r ON r.tenant_id = f.tenant_id AND r.id = f.resource_id`;

/** Reads findings. */
@Injectable()
export class FindingRepository {
  constructor(private readonly database: Database) {}

  /** In the order they were first opened. */
  async list(principal: Principal, query: FindingQuery): Promise<string> {
    const conditions = new Conditions()
      .when(query.status, (status) => `f.status = ${status}`)
      .when(query.severity, (severity) => `f.severity = ${severity}`)
      .when(query.account_id, (account) => `f.account_id = ${account}`)
      .when(query.check_id, (check) => `f.check_id = ${check}`)
      .when(query.resource_id, (resource) => `f.resource_id = ${resource}`)
      .when(query.cursor?.[0], (id) => `f.id > ${id}`);
    conditions.always(readable(principal, conditions));
    if (query.entity_id !== undefined) {
      conditions.always(
        new Visibility([query.entity_id], conditions).resource('f.account_id', 'f.resource_id'),
      );
    }
    const limit = conditions.parameter(query.limit + 1);
    const found = await this.database.withTenant(principal.tenantId, (tx) =>
      tx.query<StoredFinding>(
        `${FINDING} ${conditions.where} ORDER BY f.id LIMIT ${limit}`,
        conditions.values,
      ),
    );
    const rows = found.map((finding): ListedRow => ({
      item: JSON.stringify(describeFinding(finding)),
      key: [finding.id],
    }));
    return pageText(FINDING_LISTING, rows, query.limit);
  }

  /** @returns null when there is none that the principal may read */
  async find(principal: Principal, id: string): Promise<StoredFinding | null> {
    const conditions = new Conditions().when(id, (finding) => `f.id = ${finding}`);
    conditions.always(readable(principal, conditions));
    const [finding] = await this.database.withTenant(principal.tenantId, (tx) =>
      tx.query<StoredFinding>(`${FINDING} ${conditions.where}`, conditions.values),
    );
    return finding ?? null;
  }

  /** Open ones first. */
  async ofResource(tx: Tx, resourceId: string): Promise<Finding[]> {
    const findings = await tx.query<StoredFinding>(
      `${FINDING} WHERE f.resource_id = $1 ORDER BY f.status, f.id`,
      [resourceId],
    );
    return findings.map(describeFinding);
  }
}

function readable(principal: Principal, conditions: Conditions): string | undefined {
  return visibleTo(principal, 'Resource:read', conditions).resource(
    'f.account_id',
    'f.resource_id',
  );
}
