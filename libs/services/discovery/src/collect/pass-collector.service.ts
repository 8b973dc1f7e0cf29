import { Inject, Injectable, Logger } from '@nestjs/common';
import { discoveryPassRequested } from '@skyledger/contracts';
import { Database, isTransientDatabaseError, type Tx, uuidv7 } from '@skyledger/database';
import { event, failpoint, Outbox } from '@skyledger/messaging';
import { type Page, type Pass, ProviderError } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { type Connection, Connections } from '../connect/connections';
import {
  BATCH_AGE_MS,
  BATCH_SIZE,
  DISCOVERY_OPTIONS,
  type DiscoveryOptions,
  GRACE_LEASES,
  MAX_PASS_ATTEMPTS,
} from '../discovery-options';
import { prepareRows } from '../write/prepare-rows';
import { activeResourceIds } from '../write/retire.repository';
import { ListingGuard } from './listing-guard';
import { type Batch, PageWriter, type PassEnd } from './page-writer.service';
import { outcomeOf, type PassIdentity, toPassError, toPassWarning } from './pass-errors';
import {
  handBack,
  LeaseLost,
  type PassError,
  type PassLease,
  renewLease,
  takeLease,
} from './pass.repository';

/** Ends the work of a pass early; what was read is kept, and another message goes on. */
class HandedOver extends Error {}

/** Collects passes: from lease to checkpoint to end. */
@Injectable()
export class PassCollector {
  private readonly log = new Logger('Discovery');
  private stopping = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Connections) private readonly connections: Connections,
    @Inject(PageWriter) private readonly writer: PageWriter,
    @Inject(DISCOVERY_OPTIONS) private readonly options: DiscoveryOptions,
  ) {}

  /** Every pass under way hands over at its next page. */
  stop(): void {
    this.stopping = true;
  }

  /**
   * Collects a pass from its checkpoint on, until it ends, its time budget runs out, or the process
   * must stop. Does nothing when the pass is not to be collected any more.
   */
  async collect(tenantId: string, passId: string, signal: AbortSignal): Promise<void> {
    const lease = await this.database.withTenant(tenantId, (tx) =>
      takeLease(tx, { tenantId, passId, leaseId: uuidv7() }, this.options.leaseSeconds),
    );
    if (lease === null) return;
    const work = new PassWork(lease, this.options.passBudgetMs);
    const heartbeat = this.keepLease(lease, work);
    try {
      if (lease.attempts > MAX_PASS_ATTEMPTS) return await this.giveUp(lease);
      await this.collectLeased(work, signal);
    } catch (error) {
      await this.onFailure(work, error, signal);
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async collectLeased(work: PassWork, signal: AbortSignal): Promise<void> {
    const { lease } = work;
    let connection: Connection | undefined;
    for (let renewed = false; ;) {
      try {
        connection ??= await this.connections.of(lease);
        work.pass = passOf(connection, lease.passKey);
        work.secretFields = connection.provider.secretFields;
        await this.readListing(work, connection, signal);
        return;
      } catch (error) {
        const expired = error instanceof ProviderError && error.fault.kind === 'expired';
        if (!expired || renewed || connection === undefined) throw error;
        renewed = true;
        connection = await this.connections.renew(lease, connection);
      }
    }
  }

  /**
   * Reads on, and prepares the next batch, while the one before is being written: one batch waits at
   * most.
   */
  private async readListing(
    work: PassWork,
    connection: Connection,
    signal: AbortSignal,
  ): Promise<void> {
    const { provider, client } = connection;
    const { lease } = work;
    const guard = new ListingGuard(lease.passKey, work.cursor);
    const listing = work.pass!.collect({
      client,
      region: lease.passRegion,
      cursor: work.cursor,
      signal,
      known: () => this.database.withTenant(lease.tenantId, (tx) => activeResourceIds(tx, lease)),
    });
    for await (const page of listing) {
      signal.throwIfAborted();
      work.add(page);
      guard.check(page);
      if (page.cursor === null) break;
      if (work.overBudget || this.stopping) {
        const batch = work.takeBatch();
        await work.settled();
        await this.writer.write(lease, provider, batch, { next: this.continuing(lease) });
        throw new HandedOver();
      }
      if (work.batchIsDue) {
        const batch = work.takeBatch();
        await work.settled();
        work.writing(this.writer.write(lease, provider, batch));
        failpoint('discovery.mid-pass');
      }
    }
    const batch = work.takeBatch();
    await work.settled();
    const end: PassEnd = { outcome: 'completed', errors: [] };
    await this.writer.write(lease, provider, batch, { end });
  }

  private async onFailure(work: PassWork, error: unknown, signal: AbortSignal): Promise<void> {
    const { lease } = work;
    await work.settled().catch(() => undefined);
    if (error instanceof HandedOver) return;
    if (error instanceof LeaseLost || work.leaseLost) {
      this.log.log({ msg: 'another worker or run took over', ...describe(lease) });
      return;
    }
    if (signal.aborted || this.stopping) return this.giveBack(lease);
    if (isTransientDatabaseError(error)) throw error;
    if (await this.restarted(work, error)) return;

    if (!(error instanceof ProviderError)) {
      this.log.error({ msg: 'a pass failed', err: error, ...describe(lease) });
    }
    const end = {
      outcome: outcomeOf(error),
      errors: outcomeOf(error) === 'skipped' ? [] : [toPassError(work.identity, error)],
    };
    const provider = { id: lease.provider, secretFields: work.secretFields };
    await this.writer.write(lease, provider, work.takeBatchIfAny(), { end });
  }

  /** A stored cursor that the provider no longer understands starts the listing over, once. */
  private async restarted(work: PassWork, error: unknown): Promise<boolean> {
    const refused = error instanceof ProviderError && error.fault.kind === 'malformed';
    if (!refused || work.pagesRead > 0 || work.lease.cursor === null || work.lease.attempts > 1) {
      return false;
    }
    await this.writer.write(
      work.lease,
      { id: work.lease.provider, secretFields: [] },
      {
        rows: [],
        cursor: null,
        errors: [],
      },
      { next: this.continuing(work.lease) },
    );
    return true;
  }

  private async giveUp(lease: PassLease): Promise<void> {
    const identity = { passKey: lease.passKey, passRegion: lease.passRegion, permissions: [] };
    const error: PassError = {
      ...toPassError(identity, undefined),
      code: 'worker_lost',
      message: `${MAX_PASS_ATTEMPTS} workers in a row ended without finishing a page`,
      action: 'Look at the memory limit and the log of the workers.',
    };
    const provider = { id: lease.provider, secretFields: [] };
    await this.writer.write(lease, provider, null, { end: { outcome: 'failed', errors: [error] } });
  }

  private async giveBack(lease: PassLease): Promise<void> {
    await this.database.withTenant(lease.tenantId, this.continuing(lease));
  }

  private continuing(lease: PassLease): (tx: Tx) => Promise<void> {
    return async (tx) => {
      await handBack(tx, lease, this.options.leaseSeconds * GRACE_LEASES);
      const { tenantId, accountId, runId, provider, passId } = lease;
      const next = { tenantId, accountId, runId, provider, passId };
      await this.outbox.add(tx, [event(discoveryPassRequested, tenantId, next)]);
    };
  }

  private keepLease(lease: PassLease, work: PassWork): NodeJS.Timeout {
    const every = (this.options.leaseSeconds * 1000) / 3;
    return setInterval(() => {
      this.database
        .withTenant(lease.tenantId, (tx) => renewLease(tx, lease, this.options.leaseSeconds))
        .catch((error: unknown) => {
          if (error instanceof LeaseLost) work.leaseLost = true;
        });
    }, every);
  }
}

/** The state of one pass while it is collected. */
class PassWork {
  pass: Pass | undefined;
  secretFields: readonly string[] = [];
  leaseLost = false;
  /** Where to go on when the client has to be connected anew: after the last page added. */
  cursor: string | null;
  pagesRead = 0;
  private readonly deadline: number;
  private resources: DiscoveredResource[] = [];
  private errors: PassError[] = [];
  private batchSince = Date.now();
  private inFlight: Promise<void> = Promise.resolve();

  constructor(
    readonly lease: PassLease,
    budgetMs: number,
  ) {
    this.cursor = lease.cursor;
    this.deadline = Date.now() + budgetMs;
  }

  get identity(): PassIdentity {
    const { passKey, passRegion } = this.lease;
    return { passKey, passRegion, permissions: this.pass?.permissions ?? [] };
  }

  get overBudget(): boolean {
    return Date.now() > this.deadline;
  }

  get batchIsDue(): boolean {
    return this.resources.length >= BATCH_SIZE || Date.now() - this.batchSince > BATCH_AGE_MS;
  }

  add(page: Page): void {
    this.resources.push(...page.resources);
    for (const warning of page.warnings ?? [])
      this.errors.push(toPassWarning(this.identity, warning));
    this.cursor = page.cursor;
    this.pagesRead += 1;
  }

  takeBatch(): Batch {
    const rows = prepareRows(this.resources);
    const batch = { rows, cursor: this.cursor, errors: this.errors };
    this.resources = [];
    this.errors = [];
    this.batchSince = Date.now();
    return batch;
  }

  takeBatchIfAny(): Batch | null {
    return this.resources.length === 0 && this.errors.length === 0 ? null : this.takeBatch();
  }

  writing(write: Promise<void>): void {
    this.inFlight = write;
    // The failure is seen by whoever awaits settled(); until then it is not unhandled.
    write.catch(() => undefined);
  }

  async settled(): Promise<void> {
    await this.inFlight;
  }
}

function passOf(connection: Connection, passKey: string): Pass {
  const pass = connection.provider.passes.find((candidate) => candidate.id === passKey);
  if (pass === undefined) throw new Error(`${connection.provider.id} has no pass ${passKey}`);
  return pass;
}

function describe(lease: PassLease): object {
  return { run_id: lease.runId, pass: lease.passKey, 'cloud.region': lease.passRegion };
}
