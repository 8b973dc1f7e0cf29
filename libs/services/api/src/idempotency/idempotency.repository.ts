import { Injectable } from '@nestjs/common';
import { Database, type Tx, uuidv7 } from '@skyledger/database';

/** Whose key it is. */
export interface KeyOwner {
  readonly tenantId: string;
  readonly principal: string;
  readonly keyHash: Buffer;
}

/** The right to carry a request out. */
export interface Claim extends KeyOwner {
  readonly attempt: string;
  /** Id of what the request makes, the same for each attempt. */
  readonly operationId: string;
}

/** An answer as it is stored. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Which vault key opens the body; null where it is plain. */
  readonly vaultKeyId: string | null;
  readonly body: Buffer;
}

/** What became of asking for a key. */
export type Claiming =
  | { kind: 'claimed'; claim: Claim }
  | { kind: 'answered'; answer: StoredAnswer }
  | { kind: 'another_request' }
  | { kind: 'under_way'; waitMs: number };

/** Longer than any request may take: the longest waits a minute for another service. */
const LEASE_SECONDS = 90;
const KEPT_HOURS = 24;
const MOST_DELETED = 10_000;

interface Row {
  fingerprint: Buffer;
  operation_id: string;
  wait_ms: number;
  status: number | null;
  headers: Record<string, string>;
  vault_key_id: string | null;
  body: Buffer;
}

/** Statements on `idempotency_keys`. */
@Injectable()
export class IdempotencyRepository {
  constructor(private readonly database: Database) {}

  /** Takes the key for one request, unless another has it or it was answered. */
  async claim(owner: KeyOwner, fingerprint: Buffer): Promise<Claiming> {
    const attempt = uuidv7();
    return this.database.withTenant(owner.tenantId, async (tx) => {
      const operationId = await this.takeNew(tx, owner, fingerprint, attempt);
      if (operationId !== null) {
        return { kind: 'claimed', claim: { ...owner, attempt, operationId } };
      }
      const [row] = await tx.query<Row>(
        `
        SELECT fingerprint, operation_id, status, headers, vault_key_id, body,
          (extract(epoch FROM leased_until - clock_timestamp()) * 1000)::float8 AS wait_ms
        FROM idempotency_keys WHERE principal = $1 AND key_hash = $2 FOR UPDATE
        `,
        [owner.principal, owner.keyHash],
      );
      // It expired, and was deleted, between the two statements.
      if (row === undefined) return { kind: 'under_way', waitMs: 0 };
      if (!row.fingerprint.equals(fingerprint)) return { kind: 'another_request' };
      const { status, headers, vault_key_id: vaultKeyId, body } = row;
      if (status !== null)
        return { kind: 'answered', answer: { status, headers, vaultKeyId, body } };
      if (row.wait_ms > 0) return { kind: 'under_way', waitMs: row.wait_ms };
      // The attempt before ended without an answer: this one goes on with the same id.
      await tx.query(
        `
        UPDATE idempotency_keys
        SET attempt = $3, leased_until = clock_timestamp() + make_interval(secs => $4)
        WHERE principal = $1 AND key_hash = $2
        `,
        [owner.principal, owner.keyHash, attempt, LEASE_SECONDS],
      );
      return { kind: 'claimed', claim: { ...owner, attempt, operationId: row.operation_id } };
    });
  }

  /**
   * Keeps the key from being taken until the transaction ends.
   * @returns false when a later attempt has taken it
   */
  async hold(tx: Tx, claim: Claim): Promise<boolean> {
    const rows = await tx.query(
      `
      SELECT FROM idempotency_keys WHERE principal = $1 AND key_hash = $2 AND attempt = $3
      FOR UPDATE
      `,
      keyOf(claim),
    );
    return rows.length > 0;
  }

  /** Stores the answer, unless a later attempt has taken the key. */
  async complete(claim: Claim, answer: StoredAnswer): Promise<void> {
    const { status, headers, vaultKeyId, body } = answer;
    await this.database.withTenant(claim.tenantId, (tx) =>
      tx.query(
        `
        UPDATE idempotency_keys SET status = $4, headers = $5, vault_key_id = $6, body = $7
        WHERE principal = $1 AND key_hash = $2 AND attempt = $3
        `,
        [...keyOf(claim), status, JSON.stringify(headers), vaultKeyId, body],
      ),
    );
  }

  /** Lets the next request with the key be carried out at once. */
  async release(claim: Claim): Promise<void> {
    await this.database.withTenant(claim.tenantId, (tx) =>
      tx.query(
        `
        UPDATE idempotency_keys SET leased_until = clock_timestamp()
        WHERE principal = $1 AND key_hash = $2 AND attempt = $3
        `,
        keyOf(claim),
      ),
    );
  }

  /** Deletes what is too old, of every tenant. */
  async deleteExpired(): Promise<number> {
    const [row] = await this.database.statement<{ deleted: number }>(
      'SELECT delete_expired_idempotency_keys($1) AS deleted',
      [MOST_DELETED],
    );
    return row?.deleted ?? 0;
  }

  /** @returns the id of what the request makes; null when the key is known */
  private async takeNew(
    tx: Tx,
    { tenantId, principal, keyHash }: KeyOwner,
    fingerprint: Buffer,
    attempt: string,
  ): Promise<string | null> {
    const [row] = await tx.query<{ operation_id: string }>(
      `
      INSERT INTO idempotency_keys AS k (tenant_id, principal, key_hash, fingerprint, attempt,
        operation_id, leased_until, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(secs => $7),
        clock_timestamp() + make_interval(hours => $8))
      ON CONFLICT (tenant_id, principal, key_hash) DO UPDATE
      SET fingerprint = excluded.fingerprint, attempt = excluded.attempt,
        operation_id = excluded.operation_id, leased_until = excluded.leased_until,
        expires_at = excluded.expires_at, status = NULL, headers = NULL, vault_key_id = NULL,
        body = NULL
      WHERE k.expires_at <= clock_timestamp()
      RETURNING k.operation_id
      `,
      [tenantId, principal, keyHash, fingerprint, attempt, uuidv7(), LEASE_SECONDS, KEPT_HOURS],
    );
    return row?.operation_id ?? null;
  }
}

function keyOf({ principal, keyHash, attempt }: Claim): unknown[] {
  return [principal, keyHash, attempt];
}
