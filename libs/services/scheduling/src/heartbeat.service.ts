import { Inject, Injectable } from '@nestjs/common';
import { validationRequested } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import { claimStaleValidation, noteValidationRequest } from './heartbeat.repository';
import { HEARTBEAT_BATCH, SCHEDULING_OPTIONS, type SchedulingOptions } from './scheduling-options';

/**
 * Has the credentials of accounts tried again that nobody tried for long, so that one that is rarely
 * discovered does not turn out broken when it is needed. Any number of schedulers may beat at once.
 */
@Injectable()
export class Heartbeat {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(SCHEDULING_OPTIONS) private readonly options: SchedulingOptions,
  ) {}

  /**
   * Asks for validations, a limited number at once: accounts that were added together spread out.
   * @returns for how many accounts it asked
   */
  async beat(): Promise<number> {
    for (let asked = 0; asked < HEARTBEAT_BATCH; asked += 1) {
      if (!(await this.askForNext())) return asked;
    }
    return HEARTBEAT_BATCH;
  }

  private async askForNext(): Promise<boolean> {
    const { validationMaxAgeSeconds, validationPatienceSeconds } = this.options;
    return this.database.withoutTenant(async (tx) => {
      const account = await claimStaleValidation(
        tx,
        validationMaxAgeSeconds,
        validationPatienceSeconds,
      );
      if (account === null) return false;
      await tx.actAs(account.tenantId);
      await noteValidationRequest(tx, account);
      await this.outbox.add(tx, [event(validationRequested, account.tenantId, account)]);
      return true;
    });
  }
}
