import { Injectable } from '@nestjs/common';
import { type Environment, nextRunAt, type RunKind, type Schedule } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import type { IdentityHop } from '@skyledger/provider-sdk';
import type { ProviderId, ResourceType } from '@skyledger/resource-model';
import type { Selection } from './account-selection';

/** What people decide about an account. */
export interface AccountSettings extends Selection {
  name: string;
  schedule: Schedule;
  labels: Readonly<Record<string, string>>;
  environment: Environment | null;
  group: string | null;
  /** Undefined for the root of the tenant. */
  entityId?: string | undefined;
}

/** An account to be stored. */
export interface NewAccount extends AccountSettings {
  id: string;
  tenantId: string;
  provider: ProviderId;
  nativeAccountId: string;
  missingPermissions: readonly string[];
  identityChain: readonly IdentityHop[] | null;
  isDemo: boolean;
  createdBy: string;
  /** Default `active`: the provider was asked just now. */
  status?: 'active' | 'pending';
  /** The organisation that lists it; none when left out. */
  organizationId?: string;
}

/** An account that people want something of. */
export interface StoredAccount {
  provider: ProviderId;
  entityId: string;
  version: string;
  status: string;
  reason: string | null;
  regions: string[] | null;
  resourceTypes: ResourceType[] | null;
}

/** What one run reads. */
export interface RunSelection extends Selection {
  kind: RunKind;
}

/** Statements on `cloud_accounts`, and the start and the end of runs on request. */
@Injectable()
export class AccountRepository {
  /** The run that creation started, when the account was created by an earlier delivery. */
  async runOfCreation(tx: Tx, accountId: string): Promise<string | null> {
    const [run] = await tx.query<{ id: string }>(
      `
      SELECT id FROM cloud_discovery_runs
      WHERE account_id = $1 AND trigger = 'created'
      ORDER BY number LIMIT 1
      `,
      [accountId],
    );
    return run?.id ?? null;
  }

  async accountOfNativeId(
    tx: Tx,
    provider: ProviderId,
    nativeAccountId: string,
  ): Promise<string | null> {
    const [account] = await tx.query<{ id: string }>(
      'SELECT id FROM cloud_accounts WHERE provider = $1 AND native_account_id = $2',
      [provider, nativeAccountId],
    );
    return account?.id ?? null;
  }

  /**
   * Stores an account whose credentials were just validated, or are going to be.
   * @returns false when the tenant has this account already
   */
  async insertAccount(tx: Tx, account: NewAccount): Promise<boolean> {
    const rows = await tx.query(
      `
      INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id,
        missing_permissions, regions, resource_types, schedule, next_run_at, labels, environment,
        account_group, created_by, is_demo, entity_id, identity_chain,
        status, last_validated_at, organization_id, membership)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
        $18, CASE WHEN $18 = 'active' THEN now() END, $19::uuid, CASE WHEN $19 IS NOT NULL THEN 'listed' END)
      ON CONFLICT DO NOTHING
      RETURNING id
      `,
      [
        account.tenantId,
        account.id,
        account.provider,
        account.name,
        account.nativeAccountId,
        account.missingPermissions,
        account.regions,
        account.resourceTypes,
        JSON.stringify(account.schedule),
        await this.nextRun(tx, account.schedule),
        JSON.stringify(account.labels),
        account.environment,
        account.group,
        account.createdBy,
        account.isDemo,
        account.entityId ?? null,
        account.identityChain && JSON.stringify(account.identityChain),
        account.status ?? 'active',
        account.organizationId ?? null,
      ],
    );
    return rows.length > 0;
  }

  /**
   * Keeps an entity from being deleted until the transaction ends.
   * @returns false when there is no such entity
   */
  async holdEntity(tx: Tx, entityId: string): Promise<boolean> {
    const rows = await tx.query('SELECT FROM entities WHERE id = $1 FOR KEY SHARE', [entityId]);
    return rows.length > 0;
  }

  /** With `lock`, nobody else changes the account until the transaction ends. */
  async find(tx: Tx, accountId: string, { lock = false } = {}): Promise<StoredAccount | null> {
    const [account] = await tx.query<{
      provider: ProviderId;
      entity_id: string;
      version: string;
      status: string;
      status_reason: string | null;
      regions: string[] | null;
      resource_types: ResourceType[] | null;
    }>(
      `
      SELECT provider, entity_id, version, status, status_reason, regions, resource_types
      FROM cloud_accounts WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}
      `,
      [accountId],
    );
    if (account === undefined) return null;
    const {
      entity_id: entityId,
      status_reason: reason,
      resource_types: resourceTypes,
      ...rest
    } = account;
    return { ...rest, entityId, reason, resourceTypes };
  }

  /**
   * Stores what people changed, and nothing else. A new schedule counts from now on.
   * @returns the account's new version
   */
  async update(tx: Tx, accountId: string, changes: Partial<AccountSettings>): Promise<string> {
    const { schedule } = changes;
    const columns: [name: string, value: unknown][] = [
      ['name', changes.name],
      ['regions', changes.regions],
      ['resource_types', changes.resourceTypes],
      ['schedule', schedule && JSON.stringify(schedule)],
      ['next_run_at', schedule && (await this.nextRun(tx, schedule))],
      ['labels', changes.labels && JSON.stringify(changes.labels)],
      ['environment', changes.environment],
      ['account_group', changes.group],
      ['entity_id', changes.entityId],
    ];
    const changed = columns.filter(([, value]) => value !== undefined);
    const assignments = changed.map(([name], index) => `${name} = $${index + 2}`);
    const [row] = await tx.query<{ version: string }>(
      `
      UPDATE cloud_accounts
      SET ${[...assignments, 'version = version + 1', 'updated_at = now()'].join(', ')}
      WHERE id = $1
      RETURNING version
      `,
      [accountId, ...changed.map(([, value]) => value)],
    );
    if (row === undefined) throw new Error(`account ${accountId} is gone, though it was locked`);
    return row.version;
  }

  /** @returns null when there is no such account, or it has an active run */
  async startRun(
    tx: Tx,
    run: {
      accountId: string;
      runId: string;
      trigger: 'created' | 'manual';
      actor: string;
      leaseSeconds: number;
      selection: RunSelection;
    },
  ): Promise<{ runNumber: number; provider: ProviderId } | null> {
    const [started] = await tx.query<{ run_number: string; provider: ProviderId }>(
      'SELECT run_number, provider FROM start_discovery_run($1, $2, $3, $4, $5)',
      [run.accountId, run.runId, run.trigger, run.actor, run.leaseSeconds],
    );
    if (started === undefined) return null;
    const { kind, regions, resourceTypes } = run.selection;
    await tx.query(
      'UPDATE cloud_discovery_runs SET kind = $2, regions = $3, resource_types = $4 WHERE id = $1',
      [run.runId, kind, regions, resourceTypes],
    );
    return { runNumber: Number(started.run_number), provider: started.provider };
  }

  async hasRun(tx: Tx, accountId: string, runId: string): Promise<boolean> {
    const rows = await tx.query(
      'SELECT FROM cloud_discovery_runs WHERE account_id = $1 AND id = $2',
      [accountId, runId],
    );
    return rows.length > 0;
  }

  async activeRun(tx: Tx, accountId: string): Promise<string | null> {
    const [run] = await tx.query<{ id: string }>(
      `SELECT id FROM cloud_discovery_runs WHERE account_id = $1 AND status IN ('queued', 'running')`,
      [accountId],
    );
    return run?.id ?? null;
  }

  /**
   * Ends the active run and what is left of its passes; the account is locked, so that no page is in
   * the making.
   * @returns the run's id, or null when none was active
   */
  async cancelRun(tx: Tx, accountId: string): Promise<string | null> {
    await tx.query(
      `
      UPDATE cloud_discovery_passes SET status = 'cancelled', lease_id = NULL, finished_at = now()
      WHERE account_id = $1 AND status IN ('pending', 'running')
      `,
      [accountId],
    );
    const [run] = await tx.query<{ id: string }>(
      `
      UPDATE cloud_discovery_runs SET status = 'cancelled', finished_at = now()
      WHERE account_id = $1 AND status IN ('queued', 'running')
      RETURNING id
      `,
      [accountId],
    );
    return run?.id ?? null;
  }

  /** @returns false when there was nothing to delete */
  async deleteAccount(tx: Tx, accountId: string): Promise<boolean> {
    const [row] = await tx.query<{ deleted: boolean }>(
      'SELECT delete_cloud_account($1) AS deleted',
      [accountId],
    );
    return row?.deleted === true;
  }

  /** By the database's clock, which decides what is due. */
  private async nextRun(tx: Tx, schedule: Schedule): Promise<Date | null> {
    const [clock] = await tx.query<{ now: Date }>('SELECT now() AS now');
    return nextRunAt(schedule, clock!.now, Math.random());
  }
}

/** What a caller may leave out of a new account. */
export const DEFAULT_SETTINGS = {
  resourceTypes: null,
  labels: {},
  environment: null,
  group: null,
} as const satisfies Partial<AccountSettings>;
/** A run that reads everything the account selects. */
export const WHOLE_ACCOUNT: RunSelection = { kind: 'full', regions: null, resourceTypes: null };
