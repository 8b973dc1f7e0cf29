import { Inject, Injectable } from '@nestjs/common';
import { organizationSyncRequested } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import { claimStaleOrganization, noteSyncRequest } from './organization-watch.repository';
import { HEARTBEAT_BATCH, SCHEDULING_OPTIONS, type SchedulingOptions } from './scheduling-options';

/** Has the members of organisations listed again and again. Any number of schedulers may look at once. */
@Injectable()
export class OrganizationWatch {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(SCHEDULING_OPTIONS) private readonly options: SchedulingOptions,
  ) {}

  /**
   * Asks for syncs, a limited number at once.
   * @returns for how many organisations it asked
   */
  async look(): Promise<number> {
    for (let asked = 0; asked < HEARTBEAT_BATCH; asked += 1) {
      if (!(await this.askForNext())) return asked;
    }
    return HEARTBEAT_BATCH;
  }

  private async askForNext(): Promise<boolean> {
    const { organizationMaxAgeSeconds, validationPatienceSeconds } = this.options;
    return this.database.withoutTenant(async (tx) => {
      const organization = await claimStaleOrganization(
        tx,
        organizationMaxAgeSeconds,
        validationPatienceSeconds,
      );
      if (organization === null) return false;
      await tx.actAs(organization.tenantId);
      await noteSyncRequest(tx, organization);
      await this.outbox.add(tx, [
        event(organizationSyncRequested, organization.tenantId, organization),
      ]);
      return true;
    });
  }
}
