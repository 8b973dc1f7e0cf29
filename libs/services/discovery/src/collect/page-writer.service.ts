import { Inject, Injectable } from '@nestjs/common';
import { discoveryCompleted, resourceRemoved, resourceUpserted } from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import { event, Outbox, type OutboundMessage } from '@skyledger/messaging';
import type { Provider } from '@skyledger/provider-sdk';
import { productMetrics } from '@skyledger/telemetry';
import { DISCOVERY_OPTIONS, type DiscoveryOptions } from '../discovery-options';
import type { ResourceRow } from '../write/prepare-rows';
import { compareRows, hashesOf, resourceIdsOf, writeRows } from '../write/resource.repository';
import {
  findMissing,
  heldSuspects,
  rememberPass,
  retireResources,
} from '../write/retire.repository';
import {
  checkpoint,
  checkpointUnchanged,
  closeRun,
  endPass,
  hasErrors,
  holdLease,
  type PassError,
  type PassLease,
  type PassOutcome,
} from './pass.repository';

/** What one or more pages of a listing held. */
export interface Batch {
  rows: readonly ResourceRow[];
  /** Where the listing goes on after the batch; `null` after the last page. */
  cursor: string | null;
  errors: readonly PassError[];
}

/** How a pass is to be ended. */
export interface PassEnd {
  outcome: PassOutcome;
  errors: readonly PassError[];
}

/** How many rows a transaction changed. */
interface Committed {
  created: number;
  updated: number;
  removed: number;
}

const IDS_PER_EVENT = 1000;
const NOTHING = { created: 0, updated: 0 };

/**
 * Commits what a pass read: rows, history, events and checkpoint in one transaction, or nothing. Only
 * under the pass's lease and only while the run is the account's newest.
 */
@Injectable()
export class PageWriter {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(DISCOVERY_OPTIONS) private readonly options: DiscoveryOptions,
  ) {}

  /**
   * Writes a batch; with `end`, also ends the pass in the same transaction, and with `next` sends
   * events in it.
   * @throws LeaseLost
   */
  async write(
    lease: PassLease,
    provider: Pick<Provider, 'id' | 'secretFields'>,
    batch: Batch | null,
    then: { end?: PassEnd; next?: (tx: Tx) => Promise<void> } = {},
  ): Promise<void> {
    const lazy = then.end === undefined && then.next === undefined;
    const counts =
      lazy && batch !== null && (await this.isUnchanged(lease, batch))
        ? { ...NOTHING, removed: 0 }
        : await this.commit(lease, provider, batch, lazy, then);
    if (batch !== null) {
      lease.pages += 1;
      lease.quiet = counts.created + counts.updated === 0;
    }
    const labels = { 'cloud.provider': provider.id };
    productMetrics.resourcesDiscovered.add(batch?.rows.length ?? 0, labels);
    for (const change of ['created', 'updated', 'removed'] as const) {
      productMetrics.resourcesChanged.add(counts[change], { ...labels, change });
    }
  }

  /** Tried while nothing changes; then a batch costs one round trip instead of five. */
  private async isUnchanged(lease: PassLease, { rows, cursor, errors }: Batch): Promise<boolean> {
    if (!lease.quiet || rows.length === 0 || errors.length > 0) return false;
    const batch = { resourceIds: resourceIdsOf(rows), hashes: hashesOf(rows), cursor };
    return checkpointUnchanged(this.database, lease, batch, this.options.leaseSeconds);
  }

  private async commit(
    lease: PassLease,
    provider: Pick<Provider, 'id' | 'secretFields'>,
    batch: Batch | null,
    lazy: boolean,
    then: { end?: PassEnd; next?: (tx: Tx) => Promise<void> },
  ): Promise<Committed> {
    const work = async (tx: Tx): Promise<Committed> => {
      await holdLease(tx, lease);
      const written =
        batch === null ? NOTHING : await this.writeBatch(tx, lease, provider, batch, lazy);
      const removed = then.end === undefined ? 0 : await this.end(tx, lease, then.end);
      await then.next?.(tx);
      return { ...written, removed };
    };
    return this.database.withTenant(lease.tenantId, work, { byIndex: true });
  }

  private async writeBatch(
    tx: Tx,
    lease: PassLease,
    { secretFields }: Pick<Provider, 'secretFields'>,
    { rows, cursor, errors }: Batch,
    mayCommitLazily: boolean,
  ): Promise<{ created: number; updated: number }> {
    const { differing, unchanged, unchangedIds } = await compareRows(tx, lease, rows);
    const { created, updated } = await writeRows(tx, lease, differing, secretFields);
    await this.outbox.add(tx, upsertedEvents(lease, created, updated));
    await checkpoint(
      tx,
      lease,
      {
        discovered: rows.length,
        created: created.length,
        updated: updated.length,
        unchanged,
        seen: [unchangedIds, `{${differing.map((entry) => entry.id).join(',')}}`],
        cursor,
        errors,
        lazy: mayCommitLazily && differing.length === 0,
      },
      this.options.leaseSeconds,
    );
    return { created: created.length, updated: updated.length };
  }

  private async end(tx: Tx, lease: PassLease, end: PassEnd): Promise<number> {
    await tx.planFreely();
    let outcome = end.outcome;
    let removed: string[] = [];
    const errors = [...end.errors];
    if (outcome === 'completed' && (await hasErrors(tx, lease))) outcome = 'incomplete';
    if (outcome === 'completed') {
      const decision = await this.decideRetirement(tx, lease);
      removed = await retireResources(tx, lease, decision.retire);
      await rememberPass(tx, lease, decision.suspects);
      if (decision.suspects !== null) {
        outcome = 'suspect';
        errors.push(suspectError(lease, decision.suspects.length, decision.known));
      }
    }
    await this.outbox.add(
      tx,
      chunks(removed).map((resourceIds) =>
        event(resourceRemoved, lease.tenantId, { ...runOf(lease), resourceIds }),
      ),
    );
    await endPass(tx, lease, { outcome, removed: removed.length, errors });
    productMetrics.passes.add(1, { 'cloud.provider': lease.provider, status: outcome });
    const status = await closeRun(tx, lease.runId);
    if (status !== null) {
      const completed = discoveryCompleted.schema.parse({ ...runOf(lease), status });
      await this.outbox.add(tx, [event(discoveryCompleted, lease.tenantId, completed)]);
      productMetrics.runs.add(1, { 'cloud.provider': lease.provider, status });
    }
    return removed.length;
  }

  /**
   * A pass that would retire too much is held: only what the pass before missed as well is retired,
   * the rest waits for the next pass to confirm it.
   */
  private async decideRetirement(
    tx: Tx,
    lease: PassLease,
  ): Promise<{ retire: string[]; suspects: string[] | null; known: number }> {
    const missing = await findMissing(tx, lease, lease.passId);
    const held = await heldSuspects(tx, lease);
    const fresh = missing.ids.filter((id) => held?.has(id) !== true);
    const { retireGuardMinimum, retireGuardShare } = this.options;
    const tooMany =
      fresh.length > retireGuardMinimum && fresh.length > retireGuardShare * missing.known;
    if (!tooMany) return { retire: missing.ids, suspects: null, known: missing.known };
    const confirmed = missing.ids.filter((id) => held?.has(id) === true);
    return { retire: confirmed, suspects: fresh, known: missing.known };
  }
}

function upsertedEvents(
  lease: PassLease,
  created: readonly string[],
  updated: readonly string[],
): OutboundMessage[] {
  const resources = [
    ...created.map((id) => ({ id, change: 'created' as const })),
    ...updated.map((id) => ({ id, change: 'updated' as const })),
  ];
  return chunks(resources).map((part) =>
    event(resourceUpserted, lease.tenantId, { ...runOf(lease), resources: part }),
  );
}

function runOf(lease: PassLease): { tenantId: string; accountId: string; runId: string } {
  return { tenantId: lease.tenantId, accountId: lease.accountId, runId: lease.runId };
}

function chunks<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += IDS_PER_EVENT) {
    parts.push(items.slice(start, start + IDS_PER_EVENT));
  }
  return parts;
}

function suspectError(lease: PassLease, missing: number, known: number): PassError {
  return {
    pass: lease.passKey,
    region: lease.passRegion,
    code: 'suspect',
    provider_code: null,
    message: `${missing} of ${known} known resources were not listed; none of them was retired`,
    permissions: [],
    action: 'Check the scope of the credentials. The next run retires them if it misses them too.',
  };
}
