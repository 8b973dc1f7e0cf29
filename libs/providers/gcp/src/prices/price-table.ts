import type { Sku } from './sku';

/** Prices by region and item, which is all that is kept of the list: a few thousand of them. */
export class PriceTable {
  private readonly prices = new Map<string, number | null>();

  get size(): number {
    return this.prices.size;
  }

  /** Two SKUs of what looks the same, with two prices: nobody knows which one is paid. */
  add({ item, regions, nanos }: Sku): void {
    for (const region of regions) {
      const key = keyOf(region, item);
      const known = this.prices.get(key);
      this.prices.set(key, known === undefined || known === nanos ? nanos : null);
    }
  }

  /** Billionths of a US dollar for each unit; `null` where they are not told. */
  nanosOf(region: string, item: string): number | null {
    return this.prices.get(keyOf(region, item)) ?? null;
  }
}

function keyOf(region: string, item: string): string {
  return `${region} ${item}`;
}
