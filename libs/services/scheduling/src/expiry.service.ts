import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database } from '@skyledger/database';
import { deleteExpiredSessions } from './expiry.repository';
import { EXPIRY_BATCH } from './scheduling-options';

/** Deletes what is kept for a time only. Any number of schedulers may do so at once. */
@Injectable()
export class Expiry {
  private readonly log = new Logger('Scheduling');

  constructor(@Inject(Database) private readonly database: Database) {}

  /** @returns how many onboarding sessions were deleted */
  async clear(): Promise<number> {
    for (let cleared = 0; ;) {
      const deleted = await this.database.withoutTenant((tx) =>
        deleteExpiredSessions(tx, EXPIRY_BATCH),
      );
      cleared += deleted;
      if (deleted === EXPIRY_BATCH) continue;
      if (cleared > 0) this.log.log(`${cleared} expired onboarding sessions were deleted`);
      return cleared;
    }
  }
}
