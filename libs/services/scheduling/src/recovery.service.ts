import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  discoveryCompleted,
  discoveryPassRequested,
  discoveryRequested,
} from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import {
  endOverdueRun,
  endQueuedRun,
  extendOpenPass,
  extendQueuedRun,
  findStuckPasses,
  findStuckRuns,
} from './recovery.repository';
import {
  LONGEST_RUN_SECONDS,
  MAX_RUN_REQUESTS,
  SCHEDULING_OPTIONS,
  type SchedulingOptions,
} from './scheduling-options';

const BATCH = 500;

const TIMED_OUT = {
  code: 'timed_out',
  message: 'the run did not come to an end in time',
  action: 'Look whether workers of this provider are running, and at their log.',
};

/**
 * Brings runs and passes forward whose worker or message did not come back: asks for them again, and
 * ends runs that cannot go on. A duplicate request is harmless, because passes are leased.
 */
@Injectable()
export class Recovery {
  private readonly log = new Logger('Scheduling');

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(SCHEDULING_OPTIONS) private readonly options: SchedulingOptions,
  ) {}

  /** @returns how many runs and passes were asked for again or ended */
  async sweep(): Promise<number> {
    const { runs, passes } = await this.database.withoutTenant(async (tx) => ({
      runs: await findStuckRuns(tx, BATCH, LONGEST_RUN_SECONDS),
      passes: await findStuckPasses(tx, BATCH),
    }));
    let mended = 0;
    for (const { tenantId, runId } of runs) {
      if (await this.mend(tenantId, (tx) => this.mendRun(tx, tenantId, runId))) mended += 1;
    }
    for (const { tenantId, passId } of passes) {
      if (await this.mend(tenantId, (tx) => this.mendPass(tx, tenantId, passId))) mended += 1;
    }
    return mended;
  }

  /** One that cannot be mended must not keep the others from it. */
  private async mend(tenantId: string, work: (tx: Tx) => Promise<boolean>): Promise<boolean> {
    try {
      return await this.database.withTenant(tenantId, work);
    } catch (error) {
      this.log.error({ msg: 'a run or pass could not be brought forward', err: error });
      return false;
    }
  }

  private async mendRun(tx: Tx, tenantId: string, runId: string): Promise<boolean> {
    const queued = await extendQueuedRun(tx, runId, this.options.graceSeconds);
    if (queued !== null && queued.requests <= MAX_RUN_REQUESTS) {
      const { accountId, provider, runNumber } = queued;
      await this.outbox.add(tx, [
        event(discoveryRequested, tenantId, { tenantId, accountId, runId, provider, runNumber }),
      ]);
      this.log.warn({ msg: 'a run was not planned in time', run_id: runId });
      return true;
    }
    const ended =
      queued !== null
        ? await endQueuedRun(tx, runId, TIMED_OUT)
        : await endOverdueRun(tx, runId, LONGEST_RUN_SECONDS, TIMED_OUT);
    if (ended === null) return false;
    const { accountId, status } = ended;
    const completed = discoveryCompleted.schema.parse({ tenantId, accountId, runId, status });
    await this.outbox.add(tx, [event(discoveryCompleted, tenantId, completed)]);
    this.log.error({ msg: 'a run did not come to an end in time', run_id: runId });
    return true;
  }

  private async mendPass(tx: Tx, tenantId: string, passId: string): Promise<boolean> {
    const work = await extendOpenPass(tx, passId, this.options.graceSeconds);
    if (work === null) return false;
    await this.outbox.add(tx, [
      event(discoveryPassRequested, tenantId, { tenantId, passId, ...work }),
    ]);
    this.log.warn({ msg: 'a pass was asked for again', run_id: work.runId, pass_id: passId });
    return true;
  }
}
