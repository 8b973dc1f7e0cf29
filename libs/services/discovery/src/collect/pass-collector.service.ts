import { Inject, Injectable, Logger } from '@nestjs/common';
import { discoveryPassRequested } from '@skyledger/contracts';
import { Database, isTransientDatabaseError, type Tx, uuidv7 } from '@skyledger/database';
import { event, failpoint, Outbox } from '@skyledger/messaging';
import { type Pass, ProviderError } from '@skyledger/provider-sdk';
import { type Connection, Connections } from '../connect/connections';
import {
  DISCOVERY_OPTIONS,
  type DiscoveryOptions,
  GRACE_LEASES,
  MAX_PASS_ATTEMPTS,
} from '../discovery-options';
import { activeResourceIds } from '../write/retire.repository';
import { BatchWrites } from './batch-writes';
import { ListingGuard } from './listing-guard';
import { PageWriter, type PassEnd } from './page-writer.service';
import { outcomeOf, toPassError } from './pass-errors';
import {
  handBack,
  LeaseLost,
  type PassError,
  type PassLease,
  renewLease,
  takeLease,
} from './pass.repository';
import { PassWork } from './pass-work';

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
    const work = new PassWork(
      lease,
      new BatchWrites(this.writer, lease),
      this.options.passBudgetMs,
    );
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

  /** Reads on while batches are being written. */
  private async readListing(
    work: PassWork,
    connection: Connection,
    signal: AbortSignal,
  ): Promise<void> {
    const { provider, client } = connection;
    const { lease, writes } = work;
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
        await writes.add(provider, work.takeBatch(), { next: this.continuing(lease) });
        await writes.settled();
        throw new HandedOver();
      }
      if (work.batchIsDue) {
        await writes.add(provider, work.takeBatch());
        failpoint('discovery.mid-pass');
      }
    }
    const end: PassEnd = { outcome: 'completed', errors: [] };
    await writes.add(provider, work.takeBatch(), { end });
    await writes.settled();
  }

  private async onFailure(work: PassWork, error: unknown, signal: AbortSignal): Promise<void> {
    const { lease } = work;
    await work.writes.settled().catch(() => undefined);
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
    let isRenewing = false;
    return setInterval(() => {
      // One that waits for a long transaction of the pass itself must not be joined by others.
      if (isRenewing) return;
      isRenewing = true;
      this.database
        .withTenant(lease.tenantId, (tx) => renewLease(tx, lease, this.options.leaseSeconds))
        .catch((error: unknown) => {
          if (error instanceof LeaseLost) work.leaseLost = true;
        })
        .finally(() => (isRenewing = false));
    }, every);
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
