import { Injectable } from '@nestjs/common';
import type { AccountSettings, OnboardingValidation } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';
import type { SessionChanges } from './onboarding-changes';
import type { OnboardingSession } from './onboarding-session';

/** Which session, and whose. */
export interface SessionKey {
  sessionId: string;
  owner: string;
}

interface SessionRow {
  id: string;
  account_id: string;
  status: OnboardingSession['status'];
  provider: ProviderId | null;
  settings: AccountSettings | null;
  method: string | null;
  external_id: string | null;
  key_id: string | null;
  ciphertext: Buffer | null;
  fingerprint: string | null;
  inputs_version: string;
  validation: OnboardingValidation | null;
  validated_inputs: string | null;
  version: string;
}

/** Statements on `onboarding_sessions`. A session that has expired is as good as deleted. */
@Injectable()
export class OnboardingSessionRepository {
  /** @returns false when the session is there already */
  async insert(
    tx: Tx,
    session: {
      tenantId: string;
      id: string;
      owner: string;
      accountId: string;
      createdBy: string;
      days: number;
    },
  ): Promise<boolean> {
    const rows = await tx.query(
      `
      INSERT INTO onboarding_sessions (tenant_id, id, owner, account_id, created_by, expires_at)
      VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6))
      ON CONFLICT DO NOTHING RETURNING id
      `,
      [
        session.tenantId,
        session.id,
        session.owner,
        session.accountId,
        session.createdBy,
        session.days,
      ],
    );
    return rows.length > 0;
  }

  /** With `lock`, nobody else changes the session until the transaction ends. */
  async find(
    tx: Tx,
    { sessionId, owner }: SessionKey,
    { lock = false } = {},
  ): Promise<OnboardingSession | null> {
    const [row] = await tx.query<SessionRow>(
      `
      SELECT id, account_id, status, provider, settings, method, external_id, key_id, ciphertext,
        fingerprint, inputs_version, validation, validated_inputs, version
      FROM onboarding_sessions
      WHERE id = $1 AND owner = $2 AND expires_at > now() ${lock ? 'FOR UPDATE' : ''}
      `,
      [sessionId, owner],
    );
    return row === undefined ? null : sessionOf(row);
  }

  /** @returns the session's new version */
  async save(tx: Tx, sessionId: string, changes: SessionChanges): Promise<string> {
    const { credentials } = changes;
    const columns: [name: string, value: unknown][] = [
      ['provider', changes.provider],
      ['settings', changes.settings && JSON.stringify(changes.settings)],
      ['method', changes.method],
      ['external_id', changes.externalId],
      ['key_id', credentials === null ? null : credentials?.sealed.keyId],
      ['ciphertext', credentials === null ? null : credentials?.sealed.ciphertext],
      ['fingerprint', credentials === null ? null : credentials?.fingerprint],
    ];
    const changed = columns.filter(([, value]) => value !== undefined);
    const assignments = changed.map(([name], index) => `${name} = $${index + 3}`);
    if (credentials === null) assignments.push('credentials_stored_at = NULL');
    else if (credentials !== undefined) assignments.push('credentials_stored_at = now()');
    const [row] = await tx.query<{ version: string }>(
      `
      UPDATE onboarding_sessions
      SET ${[...assignments, 'inputs_version = inputs_version + $2::integer'].join(', ')},
        version = version + 1, updated_at = now()
      WHERE id = $1 RETURNING version
      `,
      [sessionId, Number(changes.validateAgain), ...changed.map(([, value]) => value)],
    );
    if (row === undefined) throw new Error(`session ${sessionId} is gone, though it was locked`);
    return row.version;
  }

  /**
   * Remembers what the provider said of the inputs of this version; a newer answer stays.
   * @returns false when the session is gone or completed
   */
  async saveValidation(
    tx: Tx,
    sessionId: string,
    inputsVersion: string,
    outcome: OnboardingValidation,
  ): Promise<boolean> {
    const rows = await tx.query(
      `
      UPDATE onboarding_sessions s
      SET validation = CASE WHEN newer THEN s.validation ELSE $3::jsonb END,
        validated_at = CASE WHEN newer THEN s.validated_at ELSE now() END,
        validated_inputs = greatest(s.validated_inputs, $2),
        updated_at = now()
      FROM (
        SELECT tenant_id, id, coalesce(validated_inputs > $2, false) AS newer
        FROM onboarding_sessions WHERE id = $1 AND status = 'open' FOR UPDATE
      ) before
      WHERE s.tenant_id = before.tenant_id AND s.id = before.id
      RETURNING s.id
      `,
      [sessionId, inputsVersion, JSON.stringify(outcome)],
    );
    return rows.length > 0;
  }

  /**
   * Ends the session; the account has the credentials now.
   * @returns false when the session is not the one of this version any more
   */
  async complete(tx: Tx, sessionId: string, version: string): Promise<boolean> {
    const rows = await tx.query(
      `
      UPDATE onboarding_sessions
      SET status = 'completed', key_id = NULL, ciphertext = NULL, fingerprint = NULL,
        credentials_stored_at = NULL, version = version + 1, updated_at = now()
      WHERE id = $1 AND version = $2 AND status = 'open'
      RETURNING id
      `,
      [sessionId, version],
    );
    return rows.length > 0;
  }

  async delete(tx: Tx, sessionId: string): Promise<void> {
    await tx.query('DELETE FROM onboarding_sessions WHERE id = $1', [sessionId]);
  }
}

function sessionOf(row: SessionRow): OnboardingSession {
  const { key_id: keyId, ciphertext } = row;
  return {
    id: row.id,
    accountId: row.account_id,
    status: row.status,
    provider: row.provider,
    settings: row.settings,
    method: row.method,
    externalId: row.external_id,
    credentials: keyId === null || ciphertext === null ? null : { keyId, ciphertext },
    fingerprint: row.fingerprint,
    inputsVersion: row.inputs_version,
    validation: row.validation,
    validatedInputs: row.validated_inputs,
    version: row.version,
  };
}
