import { Injectable, Logger } from '@nestjs/common';
import type { DiscoveryCompleted } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { AccountAudit } from './account-audit';
import { afterRun, type Standing } from './account-status';
import { verdictOfRun } from './run-verdict';
import { StandingRepository } from './standing.repository';

/** Lets ended runs tell how their account stands with its provider. */
@Injectable()
export class RunOutcomeService {
  private readonly logger = new Logger(RunOutcomeService.name);

  constructor(
    private readonly database: Database,
    private readonly standings: StandingRepository,
    private readonly audit: AccountAudit,
  ) {}

  /**
   * Judges every ended run of the account that was not judged yet, in the order of their numbers. So
   * it does not matter in which order, or how often, one is told of them.
   */
  async judgeRuns({
    tenantId,
    accountId,
  }: Pick<DiscoveryCompleted, 'tenantId' | 'accountId'>): Promise<void> {
    const changed = await this.database.withTenant(tenantId, async (tx) => {
      const before = await this.standings.lock(tx, accountId);
      if (before === null) return null;
      const runs = await this.standings.endedRuns(tx, accountId, before.judgedRunNumber);
      const newest = runs.at(-1);
      if (newest === undefined) return null;
      const after = runs.reduce<Standing>(
        (standing, run) => afterRun(standing, verdictOfRun(run)),
        before,
      );
      await this.standings.storeJudgement(tx, accountId, after, newest.number);
      await this.audit.recordStanding(tx, accountId, before, after);
      return after.status === before.status ? null : after.status;
    });
    if (changed !== null) this.logger.log(`account ${accountId} is ${changed} after its last run`);
  }
}
