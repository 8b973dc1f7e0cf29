import { offerPrice, type Offer } from './offer';
import { PriceTable } from './price-table';

const REGION = 'us-central1';

const tableOf = (prices: Record<string, number | null>): PriceTable => {
  const table = new PriceTable();
  for (const [item, nanos] of Object.entries(prices)) table.add({ item, regions: [REGION], nanos });
  return table;
};

const anOffer = (changes: Partial<Offer> = {}): Offer => ({
  region: REGION,
  isSpot: false,
  per: 'hour',
  parts: [
    { item: 'e2/core', units: 0.25 },
    { item: 'e2/ram', units: 1 },
  ],
  ...changes,
});

const E2 = { 'e2/core': 21_811_590, 'e2/ram': 2_923_530 };

describe('offerPrice', () => {
  it('adds up the parts', () => {
    expect(offerPrice(anOffer(), tableOf(E2))).toEqual({
      hourly: '0.0083764275',
      currency: 'USD',
      source: 'gcp:cloudbilling',
    });
  });

  it('is exact where doubles are not', () => {
    const parts = [
      { item: 'a', units: 1 },
      { item: 'b', units: 1 },
    ];
    const table = tableOf({ a: 100_000_000, b: 200_000_000 });
    expect(offerPrice(anOffer({ parts }), table)?.hourly).toBe('0.3');
  });

  it('is that of spot where it is spot', () => {
    const table = tableOf({ ...E2, 'spot/e2/core': 8_000_000, 'spot/e2/ram': 1_000_000 });
    expect(offerPrice(anOffer({ isSpot: true }), table)).toEqual({
      hourly: '0.003',
      currency: 'USD',
      source: 'gcp:cloudbilling, spot',
    });
  });

  it('is that of a month by 730 hours', () => {
    const parts = [{ item: 'pd-ssd', units: 200 }];
    const table = tableOf({ 'pd-ssd': 170_000_000 });
    expect(offerPrice(anOffer({ per: 'month', parts }), table)).toEqual({
      hourly: '0.0465753425',
      currency: 'USD',
      source: 'gcp:cloudbilling, a month of 730 hours',
    });
  });

  it.each<[string, Offer | null, PriceTable]>([
    ['no offer', null, tableOf(E2)],
    ['a part that is not listed', anOffer(), tableOf({ 'e2/core': 1 })],
    ['a part whose price is not told', anOffer(), tableOf({ ...E2, 'e2/ram': null })],
    ['another region', anOffer({ region: 'us-east1' }), tableOf(E2)],
    ['spot that is not listed', anOffer({ isSpot: true }), tableOf(E2)],
    ['an absurd sum', anOffer(), tableOf({ 'e2/core': 1e15, 'e2/ram': 1e19 })],
  ])('is not told for %s', (_what, offer, table) => {
    expect(offerPrice(offer, table)).toBeNull();
  });

  it('is left out without a list, but for what has none', () => {
    expect(offerPrice(anOffer(), null)).toBeUndefined();
    expect(offerPrice(null, null)).toBeNull();
  });
});

describe('PriceTable', () => {
  const sku = (nanos: number | null): Parameters<PriceTable['add']>[0] => ({
    item: 'n2/core',
    regions: [REGION, 'us-east1'],
    nanos,
  });

  it('knows each region of a SKU', () => {
    const table = new PriceTable();
    table.add(sku(5));
    expect(table.size).toBe(2);
    expect(table.nanosOf('us-east1', 'n2/core')).toBe(5);
    expect(table.nanosOf('us-west1', 'n2/core')).toBeNull();
  });

  it.each<[string, (number | null)[], number | null]>([
    ['the same price twice', [5, 5], 5],
    ['two prices', [5, 6], null],
    ['two prices, and the first again', [5, 6, 5], null],
    ['a price and an odd one', [5, null], null],
    ['an odd one and a price', [null, 5], null],
  ])('of %s tells what is sure', (_what, prices, told) => {
    const table = new PriceTable();
    for (const nanos of prices) table.add(sku(nanos));
    expect(table.nanosOf(REGION, 'n2/core')).toBe(told);
  });
});
