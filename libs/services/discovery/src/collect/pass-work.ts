import type { Page, Pass } from '@skyledger/provider-sdk';
import { BATCH_AGE_MS, BATCH_SIZE } from '../discovery-options';
import { inLockOrder, prepareRow, type ResourceRow } from '../write/prepare-rows';
import { LineEncoder } from '../write/staged-line';
import { isPriceUnread } from '../write/unread-prices';
import type { BatchWrites } from './batch-writes';
import type { Batch } from './page-writer.service';
import { type PassIdentity, toPassWarning } from './pass-errors';
import type { PassError, PassLease } from './pass.repository';

/** The state of one pass while it is collected. */
export class PassWork {
  pass: Pass | undefined;
  secretFields: readonly string[] = [];
  leaseLost = false;
  /** Where to go on when the client has to be connected anew: after the last page added. */
  cursor: string | null;
  pagesRead = 0;
  private readonly deadline: number;
  private rows: ResourceRow[] = [];
  private errors: PassError[] = [];
  private batchSince = Date.now();

  constructor(
    readonly lease: PassLease,
    readonly writes: BatchWrites,
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
    return this.rows.length >= BATCH_SIZE || Date.now() - this.batchSince > BATCH_AGE_MS;
  }

  add(page: Page): void {
    // Where most rows are new, each is encoded while it is at hand, and its resource let go.
    const encoder = this.lease.expects === 'news' ? new LineEncoder(this.secretFields) : null;
    for (const resource of page.resources) {
      const row = prepareRow(resource);
      this.rows.push(encoder === null || isPriceUnread(row) ? row : encoder.encoded(row));
    }
    for (const warning of page.warnings ?? [])
      this.errors.push(toPassWarning(this.identity, warning));
    this.cursor = page.cursor;
    this.pagesRead += 1;
  }

  takeBatch(): Batch {
    const batch = { rows: inLockOrder(this.rows), cursor: this.cursor, errors: this.errors };
    this.rows = [];
    this.errors = [];
    this.batchSince = Date.now();
    return batch;
  }

  takeBatchIfAny(): Batch | null {
    return this.rows.length === 0 && this.errors.length === 0 ? null : this.takeBatch();
  }
}
