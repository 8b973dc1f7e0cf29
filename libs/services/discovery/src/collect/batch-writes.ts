import type { Provider } from '@skyledger/provider-sdk';
import type { Batch, PageWriter, WriteOptions } from './page-writer.service';
import type { PassLease } from './pass.repository';

/**
 * The batches of one pass on their way into the ledger. They commit in the order of the listing, one
 * after the other; while one is being written, the next is compared and staged.
 */
export class BatchWrites {
  private before: Promise<void> = Promise.resolve();
  private last: Promise<void> = Promise.resolve();
  private lastIds: ReadonlySet<string> = new Set();

  constructor(
    private readonly writer: PageWriter,
    private readonly lease: PassLease,
  ) {}

  /**
   * Starts to write a batch, once no more than one other is on its way.
   * @throws what an earlier batch failed with; this one is then not written
   */
  async add(
    provider: Pick<Provider, 'id' | 'secretFields'>,
    batch: Batch,
    then: Omit<WriteOptions, 'after'> = {},
  ): Promise<void> {
    await this.before;
    const ids = new Set(batch.rows.map((row) => row.resourceId));
    // Where nothing changes there is nothing to stage ahead, and only memory to lose. A resource
    // listed twice is compared with what its first listing left in the ledger.
    const isQuiet = this.lease.expects === 'nothing new';
    if (isQuiet || batch.rows.some((row) => this.lastIds.has(row.resourceId))) await this.last;
    this.before = this.last;
    this.lastIds = ids;
    this.last = this.writer.write(this.lease, provider, batch, { ...then, after: this.before });
    // The failure is seen by whoever waits for it; until then it is not unhandled.
    this.last.catch(() => undefined);
  }

  /** Waits for every batch. @throws what one of them failed with */
  async settled(): Promise<void> {
    await this.last;
  }
}
