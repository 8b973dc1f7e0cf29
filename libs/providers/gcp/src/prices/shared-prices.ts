import { ProviderError, type FaultKind } from '@skyledger/provider-sdk';
import type { PriceTable } from './price-table';

/** List prices change by the month. */
const KEPT_MS = 24 * 3_600_000;

/** What ends a reading whoever reads: the list itself is at fault. */
const OF_THE_LIST: ReadonlySet<FaultKind> = new Set(['unavailable', 'malformed']);

/**
 * The price list of each address, read once a day for all projects that this process reads: it is the
 * same for everyone, and large. Whether a project may read it is not answered here.
 */
export class SharedPrices {
  private readonly kept = new Map<string, { table: PriceTable; until: number }>();
  private readonly underWay = new Map<string, Promise<PriceTable>>();

  /**
   * @param read is called where nobody else is reading
   * @throws what `read` throws; the signal's reason when it is aborted while someone else reads
   */
  async of(
    address: string,
    signal: AbortSignal,
    read: () => Promise<PriceTable>,
  ): Promise<PriceTable> {
    for (;;) {
      const kept = this.kept.get(address);
      if (kept !== undefined && kept.until > Date.now()) return kept.table;
      const reading = this.underWay.get(address);
      if (reading === undefined) return this.readOnce(address, read);
      try {
        return await unlessAborted(reading, signal);
      } catch (error) {
        // Another project's credentials, quota or end say nothing of this one.
        if (signal.aborted || isOfTheList(error)) throw error;
      }
    }
  }

  private async readOnce(address: string, read: () => Promise<PriceTable>): Promise<PriceTable> {
    const reading = read();
    this.underWay.set(address, reading);
    try {
      const table = await reading;
      this.kept.set(address, { table, until: Date.now() + KEPT_MS });
      return table;
    } finally {
      this.underWay.delete(address);
    }
  }
}

function isOfTheList(error: unknown): boolean {
  return error instanceof ProviderError && OF_THE_LIST.has(error.fault.kind);
}

function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
