import { Injectable } from '@nestjs/common';
import type { AccountSettings, OnboardingValidation } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';
import { Conditions, utc } from '../http/sql-json';
import type { SessionQuery } from './onboarding-input.schema';

/** Whose sessions are meant. */
export interface SessionOwner {
  tenantId: string;
  owner: string;
}

/** A session as it is stored, without the credentials. */
export interface StoredSession {
  id: string;
  status: 'open' | 'completed';
  provider: ProviderId | null;
  settings: AccountSettings | null;
  method: string | null;
  external_id: string | null;
  fingerprint: string | null;
  credentials_stored_at: string | null;
  validation: OnboardingValidation | null;
  validated_at: string | null;
  /** The validation is not about what the session holds now. */
  stale: boolean;
  account_id: string | null;
  version: string;
  created_at: string;
  updated_at: string;
  expires_at: string;
}

const SESSION = `s.id, s.status, s.provider, s.settings, s.method, s.external_id, s.fingerprint, s.validation, s.version,
  CASE WHEN s.status = 'completed' THEN s.account_id END AS account_id,
  coalesce(s.validated_inputs <> s.inputs_version, false) AS stale,
  ${utc('s.credentials_stored_at')} AS credentials_stored_at,
  ${utc('s.validated_at')} AS validated_at, ${utc('s.created_at')} AS created_at,
  ${utc('s.updated_at')} AS updated_at, ${utc('s.expires_at')} AS expires_at`;

/** Reads sessions; one that has expired is as good as deleted. Only the accounts service writes them. */
@Injectable()
export class OnboardingSessionRepository {
  constructor(private readonly database: Database) {}

  /** Oldest first; one more than the page holds, when there are more. */
  async list({ tenantId, owner }: SessionOwner, query: SessionQuery): Promise<StoredSession[]> {
    const conditions = new Conditions()
      .always('s.expires_at > now()')
      .when(owner, (value) => `s.owner = ${value}`)
      .when(query.cursor?.[0], (id) => `s.id > ${id}::uuid`);
    const limit = conditions.parameter(query.limit + 1);
    return this.database.withTenant(tenantId, (tx) =>
      tx.query<StoredSession>(
        `SELECT ${SESSION} FROM onboarding_sessions s ${conditions.where} ORDER BY s.id LIMIT ${limit}`,
        conditions.values,
      ),
    );
  }

  async find({ tenantId, owner }: SessionOwner, id: string): Promise<StoredSession | null> {
    const [session] = await this.database.withTenant(tenantId, (tx) =>
      tx.query<StoredSession>(
        `
        SELECT ${SESSION} FROM onboarding_sessions s
        WHERE s.id = $1 AND s.owner = $2 AND s.expires_at > now()
        `,
        [id, owner],
      ),
    );
    return session ?? null;
  }
}
