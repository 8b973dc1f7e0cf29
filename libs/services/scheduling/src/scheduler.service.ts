import { Inject, Injectable, Logger } from '@nestjs/common';
import { discoveryRequested, nextRunAt, scheduleSchema } from '@skyledger/contracts';
import { Database, type Tx, uuidv7 } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import { type Attributes, withSpan } from '@skyledger/telemetry';
import {
  claimDueAccount,
  type DueAccount,
  setNextRun,
  startDiscoveryRun,
} from './schedule.repository';
import {
  RETRY_SCHEDULE_SECONDS,
  SCHEDULING_OPTIONS,
  type SchedulingOptions,
} from './scheduling-options';

/** Starts the runs that are due. Any number of schedulers may tick at once. */
@Injectable()
export class Scheduler {
  private readonly log = new Logger('Scheduling');

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(SCHEDULING_OPTIONS) private readonly options: SchedulingOptions,
  ) {}

  /**
   * Starts a run for every due account, each in a transaction of its own. An account whose run is
   * still active is due again at its next time: runs of one account never overlap.
   * @returns how many runs were started
   */
  async tick(): Promise<number> {
    const seen: string[] = [];
    for (let started = 0; ;) {
      const claimed = await this.startNext(seen);
      if (claimed === null) return started;
      seen.push(claimed.accountId);
      if (claimed.started) started += 1;
    }
  }

  private async startNext(
    skip: readonly string[],
  ): Promise<{ accountId: string; started: boolean } | null> {
    return this.database.withoutTenant(async (tx) => {
      const account = await claimDueAccount(tx, skip);
      if (account === null) return null;
      const { tenantId, accountId } = account;
      await tx.actAs(tenantId);
      const started = await withSpan('start scheduled run', attributesOf(account), () =>
        this.startRun(tx, account),
      );
      return { accountId, started };
    });
  }

  private async startRun(tx: Tx, account: DueAccount): Promise<boolean> {
    const { tenantId, accountId } = account;
    const runId = uuidv7();
    const run = await startDiscoveryRun(tx, {
      accountId,
      runId,
      trigger: 'schedule',
      graceSeconds: this.options.graceSeconds,
    });
    await setNextRun(tx, account, this.nextRunOf(account));
    if (run === null) return false;
    await this.outbox.add(tx, [
      event(discoveryRequested, tenantId, { tenantId, accountId, runId, ...run }),
    ]);
    return true;
  }

  /** A schedule that cannot be understood is looked at again later; the others must not wait for it. */
  private nextRunOf({ accountId, schedule, now }: DueAccount): Date | null {
    const { data, error } = scheduleSchema.safeParse(schedule);
    if (data !== undefined) return nextRunAt(data, now, Math.random());
    this.log.error({ msg: 'a schedule cannot be understood', err: error, account_id: accountId });
    return new Date(now.getTime() + RETRY_SCHEDULE_SECONDS * 1000);
  }
}

function attributesOf({ tenantId, accountId }: DueAccount): Attributes {
  return { 'skyledger.tenant.id': tenantId, 'cloud.account.id': accountId };
}
