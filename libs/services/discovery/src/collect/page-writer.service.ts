import { Inject, Injectable } from '@nestjs/common';
import { discoveryCompleted, resourceRemoved, resourceUpserted } from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import { event, Outbox, type OutboundMessage } from '@skyledger/messaging';
import type { Provider } from '@skyledger/provider-sdk';
import { productMetrics } from '@skyledger/telemetry';
import { DISCOVERY_OPTIONS, type DiscoveryOptions } from '../discovery-options';
import type { ResourceRow } from '../write/prepare-rows';
import {
  type Comparison,
  compareRows,
  hashesOf,
  resourceIdsOf,
  writeRows,
} from '../write/resource.repository';
import {
  findMissing,
  heldSuspects,
  rememberPass,
  retireResources,
} from '../write/retire.repository';
import { stageRows } from '../write/stage.repository';
import { isPriceUnread, keepUnreadPrices } from '../write/unread-prices';
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

/** What else the transaction of a batch does, and when. */
export interface WriteOptions {
  /** How the pass ends in it. */
  end?: PassEnd;
  /** Sends events in it. */
  next?: (tx: Tx) => Promise<void>;
  /** The write of the batch before: comparing and staging do not wait for it, everything else does. */
  after?: Promise<void>;
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
   * Writes a batch in one transaction, with whatever else the options tell.
   * @throws LeaseLost
   * @throws what `after` failed with; then nothing is written
   */
  async write(
    lease: PassLease,
    provider: Pick<Provider, 'id' | 'secretFields'>,
    read: Batch | null,
    options: WriteOptions = {},
  ): Promise<void> {
    const batch = read === null ? null : await this.withKnownPrices(lease, read);
    const counts = (await this.isUnchanged(lease, batch, options))
      ? { ...NOTHING, removed: 0 }
      : await this.commit(lease, provider, batch, options);
    if (batch !== null) {
      lease.pages += 1;
      lease.expects = expectationAfter(batch, counts);
    }
    const labels = { 'cloud.provider': provider.id };
    productMetrics.resourcesDiscovered.add(batch?.rows.length ?? 0, labels);
    for (const change of ['created', 'updated', 'removed'] as const) {
      productMetrics.resourcesChanged.add(counts[change], { ...labels, change });
    }
  }

  private async withKnownPrices(lease: PassLease, batch: Batch): Promise<Batch> {
    if (!batch.rows.some(isPriceUnread)) return batch;
    const keep = (tx: Tx): Promise<ResourceRow[]> => keepUnreadPrices(tx, lease, batch.rows);
    return { ...batch, rows: await this.database.withTenant(lease.tenantId, keep) };
  }

  /** Tried while nothing changes; then a batch costs one round trip instead of five. */
  private async isUnchanged(
    lease: PassLease,
    batch: Batch | null,
    { end, next, after }: WriteOptions,
  ): Promise<boolean> {
    if (
      batch === null ||
      end !== undefined ||
      next !== undefined ||
      lease.expects !== 'nothing new'
    )
      return false;
    const { rows, cursor, errors } = batch;
    if (rows.length === 0 || errors.length > 0) return false;
    await after;
    if (lease.expects !== 'nothing new') return false;
    const seen = { resourceIds: resourceIdsOf(rows), hashes: hashesOf(rows), cursor };
    return checkpointUnchanged(this.database, lease, seen, this.options.leaseSeconds);
  }

  /** Rows are compared and staged before the lease is held, so that no lock waits for `after`. */
  private async commit(
    lease: PassLease,
    { secretFields }: Pick<Provider, 'secretFields'>,
    batch: Batch | null,
    { end, next, after }: WriteOptions,
  ): Promise<Committed> {
    const mayBeLazy = end === undefined && next === undefined;
    const work = async (tx: Tx): Promise<Committed> => {
      const comparison = batch === null ? null : await compareRows(tx, lease, batch.rows);
      if (comparison !== null) await stageRows(tx, comparison.differing, secretFields);
      await after;
      await holdLease(tx, lease);
      const written =
        batch === null || comparison === null
          ? NOTHING
          : await this.writeBatch(tx, lease, batch, comparison, mayBeLazy);
      const removed = end === undefined ? 0 : await this.end(tx, lease, end);
      await next?.(tx);
      return { ...written, removed };
    };
    return this.database.withTenant(lease.tenantId, work, { byIndex: true });
  }

  private async writeBatch(
    tx: Tx,
    lease: PassLease,
    { rows, cursor, errors }: Batch,
    { differing, unchanged, unchangedIds }: Comparison,
    mayBeLazy: boolean,
  ): Promise<{ created: number; updated: number }> {
    const { created, updated } = await writeRows(tx, lease, differing);
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
        lazy: mayBeLazy && differing.length === 0,
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

function expectationAfter(batch: Batch, counts: Committed): PassLease['expects'] {
  const written = counts.created + counts.updated;
  if (written === 0) return 'nothing new';
  return written > batch.rows.length / 2 ? 'news' : 'changes';
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
