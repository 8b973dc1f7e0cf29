import { Inject, Injectable } from '@nestjs/common';
import { credentialLimits, SKYLEDGER_CONFIG, type SkyledgerConfig } from '@skyledger/config';
import { CREDENTIAL_LEVELS, type CredentialLimits, limitsInOrder } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import type { Principal } from '../auth/principal';
import { visibleTo } from '../auth/visibility';
import { type JsonText, withMembers } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListedRow, pageText } from '../paging/page';
import { ageDays, sinceOf } from './credential-age.sql';
import {
  CREDENTIAL_LISTING,
  type CredentialHealth,
  type CredentialQuery,
} from './credential-health.schema';
import { type LedgerCredential, reasonOf } from './level-reason';

type Row = Omit<CredentialHealth, 'reason'> & LedgerCredential;

const FROM = (limits: string): string => `
  FROM cloud_credentials c
  JOIN cloud_accounts a ON a.tenant_id = c.tenant_id AND a.id = c.account_id
  CROSS JOIN LATERAL credential_level(c.is_keyless, ${sinceOf('c')}, c.expires_at,
    c.write_permissions, ${limits}::integer[]) AS l (level)`;

/** Reads how stored credentials stand; never what they are. */
@Injectable()
export class CredentialHealthRepository {
  private readonly limits: CredentialLimits;

  constructor(
    private readonly database: Database,
    @Inject(SKYLEDGER_CONFIG) config: SkyledgerConfig,
  ) {
    this.limits = credentialLimits(config);
  }

  /** Oldest accounts first; the counts are of all accounts that the principal may read. */
  async list(principal: Principal, query: CredentialQuery): Promise<JsonText> {
    const days = limitsInOrder(this.limits);
    const conditions = new Conditions();
    const limits = conditions.parameter(days);
    conditions
      .when(query.level, (level) => `l.level = ${level}`)
      .when(query.provider, (provider) => `a.provider = ${provider}`)
      .when(query.cursor?.[0], (id) => `a.id > ${id}::uuid`)
      .always(readable(principal, conditions));
    const most = conditions.parameter(query.limit + 1);
    const all = new Conditions();
    const allLimits = all.parameter(days);
    all.always(readable(principal, all));
    const [found, counted] = await this.database.withTenant(principal.tenantId, async (tx) => [
      await tx.query<Row>(
        `
        SELECT a.id AS account_id, a.name AS account_name, a.provider, c.type, c.fingerprint,
          ${utc('c.stored_at')} AS stored_at, ${ageDays('c')} AS age_days,
          ${utc('c.expires_at')} AS expires_at, c.write_permissions, l.level, c.is_keyless,
          floor(extract(epoch FROM c.expires_at - now()) / 86400)::integer AS days_left
        ${FROM(limits)} ${conditions.where}
        ORDER BY a.id LIMIT ${most}
        `,
        conditions.values,
      ),
      await tx.query<{ level: string; total: number }>(
        `SELECT l.level, count(*)::integer AS total ${FROM(allLimits)} ${all.where} GROUP BY l.level`,
        all.values,
      ),
    ]);
    const totals = new Map(counted.map(({ level, total }) => [level, total]));
    const counts = CREDENTIAL_LEVELS.map((level) => [level, totals.get(level) ?? 0] as const);
    const rows = found.map((row) => this.shown(row));
    return withMembers(pageText(CREDENTIAL_LISTING, rows, query.limit), {
      counts: JSON.stringify(Object.fromEntries(counts)),
    });
  }

  private shown(row: Row): ListedRow {
    const item: CredentialHealth = {
      account_id: row.account_id,
      account_name: row.account_name,
      provider: row.provider,
      type: row.type,
      fingerprint: row.fingerprint,
      stored_at: row.stored_at,
      age_days: row.age_days,
      expires_at: row.expires_at,
      write_permissions: row.write_permissions,
      level: row.level,
      reason: reasonOf(row, this.limits),
    };
    return { item: JSON.stringify(item), key: [item.account_id] };
  }
}

function readable(principal: Principal, conditions: Conditions): string | undefined {
  return visibleTo(principal, 'CloudConnector:read', conditions).entity('a.entity_id');
}
