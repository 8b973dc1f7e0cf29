import { ProviderError, type FaultKind } from '@skyledger/provider-sdk';
import { PriceTable } from './price-table';
import { SharedPrices } from './shared-prices';

const ADDRESS = 'https://cloudbilling.example/v1';
const HOUR_MS = 3_600_000;

const refusal = (kind: FaultKind): ProviderError =>
  new ProviderError({ kind, code: 'X', message: 'no' }, 'cloudbilling.services.skus.list');

const { signal } = new AbortController();

/** A reading that ends when told. */
function aReading(): {
  read: jest.Mock<Promise<PriceTable>>;
  end: (table: PriceTable) => void;
  fail: (error: Error) => void;
} {
  let end!: (table: PriceTable) => void;
  let fail!: (error: Error) => void;
  const reading = new Promise<PriceTable>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { read: jest.fn(() => reading), end, fail };
}

describe('SharedPrices', () => {
  afterEach(() => jest.useRealTimers());

  it('reads once a day for everyone who asks at one address', async () => {
    jest.useFakeTimers({ now: 0 });
    const prices = new SharedPrices();
    const read = jest.fn(() => Promise.resolve(new PriceTable()));
    const first = await prices.of(ADDRESS, signal, read);
    jest.setSystemTime(23 * HOUR_MS);
    expect(await prices.of(ADDRESS, signal, read)).toBe(first);
    expect(read).toHaveBeenCalledTimes(1);
    expect(await prices.of('https://elsewhere.example', signal, read)).not.toBe(first);
    jest.setSystemTime(25 * HOUR_MS);
    expect(await prices.of(ADDRESS, signal, read)).not.toBe(first);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('shares one reading among those who ask at once', async () => {
    const prices = new SharedPrices();
    const { read, end } = aReading();
    const asked = [1, 2, 3].map(() => prices.of(ADDRESS, signal, read));
    const table = new PriceTable();
    end(table);
    expect(await Promise.all(asked)).toEqual([table, table, table]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it.each<FaultKind>(['unavailable', 'malformed'])(
    'tells all of them of a list that is %s, and reads it again later',
    async (kind) => {
      const prices = new SharedPrices();
      const { read, fail } = aReading();
      const asked = [1, 2].map(() => prices.of(ADDRESS, signal, read));
      fail(refusal(kind));
      const told = await Promise.allSettled(asked);
      expect(told).toMatchObject([
        { reason: { fault: { kind } } },
        { reason: { fault: { kind } } },
      ]);
      expect(read).toHaveBeenCalledTimes(1);
      const table = new PriceTable();
      expect(await prices.of(ADDRESS, signal, () => Promise.resolve(table))).toBe(table);
    },
  );

  it.each<[string, Error]>([
    ['credentials end', refusal('expired')],
    ['quota is used up', refusal('throttled')],
    ['API is off', refusal('disabled')],
    ['run is ended', new Error('ended')],
  ])('is read by another where the first one’s %s', async (_what, error) => {
    const prices = new SharedPrices();
    const first = aReading();
    const reading = prices.of(ADDRESS, signal, first.read);
    const table = new PriceTable();
    const other = prices.of(ADDRESS, signal, () => Promise.resolve(table));
    first.fail(error);
    await expect(reading).rejects.toBe(error);
    expect(await other).toBe(table);
  });

  it('lets those go who are ended while another reads', async () => {
    const prices = new SharedPrices();
    const { read, end } = aReading();
    const reading = prices.of(ADDRESS, signal, read);
    const ended = new AbortController();
    const waiting = prices.of(ADDRESS, ended.signal, read);
    ended.abort(new Error('ended'));
    await expect(waiting).rejects.toThrow('ended');
    await expect(prices.of(ADDRESS, ended.signal, read)).rejects.toThrow('ended');
    end(new PriceTable());
    expect(await reading).toBeInstanceOf(PriceTable);
    expect(read).toHaveBeenCalledTimes(1);
  });
});
