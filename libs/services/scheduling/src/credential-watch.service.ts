import { Inject, Injectable } from '@nestjs/common';
import { credentialAging } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import { claimChangedCredential, noteToldLevel } from './credential-watch.repository';
import {
  CREDENTIAL_WATCH_BATCH,
  SCHEDULING_OPTIONS,
  type SchedulingOptions,
} from './scheduling-options';

/**
 * Tells once of every credential that comes to another level, by age, by its end or because it was
 * replaced. Any number of schedulers may look at once.
 */
@Injectable()
export class CredentialWatch {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(SCHEDULING_OPTIONS) private readonly options: SchedulingOptions,
  ) {}

  /** @returns of how many credentials it told, a limited number at once */
  async look(): Promise<number> {
    for (let told = 0; told < CREDENTIAL_WATCH_BATCH; told += 1) {
      if (!(await this.tellNext())) return told;
    }
    return CREDENTIAL_WATCH_BATCH;
  }

  private async tellNext(): Promise<boolean> {
    return this.database.withoutTenant(async (tx) => {
      const changed = await claimChangedCredential(tx, this.options.credentialLimits);
      if (changed === null) return false;
      await tx.actAs(changed.tenantId);
      await noteToldLevel(tx, changed);
      await this.outbox.add(tx, [event(credentialAging, changed.tenantId, changed)]);
      return true;
    });
  }
}
