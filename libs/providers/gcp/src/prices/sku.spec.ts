import { readSku } from './sku';

const rate = (startUsageAmount: unknown, units: unknown, nanos: unknown): unknown => ({
  startUsageAmount,
  unitPrice: { currencyCode: 'USD', units, nanos },
});

const info = (tieredRates: unknown, changes: object = {}): unknown => ({
  summary: '',
  pricingExpression: { usageUnit: 'h', displayQuantity: 1, tieredRates, ...changes },
  effectiveTime: '2026-07-06T20:16:14.284353Z',
});

const aSku = (changes: object = {}): Record<string, unknown> => ({
  name: 'services/6F81-5844-456A/skus/2E27-4F75-95CD',
  skuId: '2E27-4F75-95CD',
  description: 'N2 Instance Core running in Americas',
  category: { resourceFamily: 'Compute', resourceGroup: 'CPU', usageType: 'OnDemand' },
  serviceRegions: ['us-central1', 'us-east1'],
  pricingInfo: [info([rate(0, '0', 31_611_000)])],
  ...changes,
});

describe('readSku', () => {
  it('tells what is sold where, and for how much', () => {
    expect(readSku(aSku())).toEqual({
      item: 'n2/core',
      regions: ['us-central1', 'us-east1'],
      nanos: 31_611_000,
    });
  });

  it.each<[string, unknown[], number]>([
    ['whole dollars and billionths', [rate(0, '3', 500_000_001)], 3_500_000_001],
    ['whole dollars alone', [rate(0, '2', undefined)], 2_000_000_000],
    ['billionths alone', [rate(0, undefined, 1)], 1],
    ['what is paid after a free part of the month', [rate(0, '0', 0), rate(30, '0', 40)], 40],
  ])('reads %s', (_what, rates, nanos) => {
    expect(readSku(aSku({ pricingInfo: [info(rates)] }))?.nanos).toBe(nanos);
  });

  it.each<[string, unknown]>([
    ['no price', []],
    ['no list of prices', 'odd'],
    ['two prices of different times', [info([rate(0, '0', 1)]), info([rate(0, '0', 2)])]],
    ['nothing', [info([rate(0, '0', 0)])]],
    ['no rates', [info([])]],
    ['odd rates', [info('odd')]],
    ['rates that fall with use', [info([rate(0, '0', 5), rate(100, '0', 4)])]],
    ['several tiers', [info([rate(0, '0', 0), rate(30, '0', 5), rate(60, '0', 4)])]],
    ['a first tier that is not the first', [info([rate(1, '0', 5)])]],
    ['odd units', [info([rate(0, '0.5', 5)])]],
    ['odd billionths', [info([rate(0, '0', '5')])]],
    ['too many billionths', [info([rate(0, '0', 1_000_000_000)])]],
    ['a refund', [info([rate(0, '-1', 0)])]],
    ['more than can be counted', [info([rate(0, '9007199254740991', 0)])]],
    ['another unit', [info([rate(0, '0', 5)], { usageUnit: 'mo' })]],
    [
      'another currency',
      [info([{ startUsageAmount: 0, unitPrice: { currencyCode: 'EUR', units: '0', nanos: 5 } }])],
    ],
  ])('knows what is sold, without its price, for %s', (_what, pricingInfo) => {
    expect(readSku(aSku({ pricingInfo }))).toMatchObject({ item: 'n2/core', nanos: null });
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'odd'],
    ['a SKU without a description', aSku({ description: null })],
    ['a SKU without a category', aSku({ category: undefined })],
    ['a SKU of something else', aSku({ description: 'Licensing Fee for Windows Server' })],
  ])('leaves out %s', (_what, raw) => {
    expect(readSku(raw)).toBeNull();
  });

  it('is of no region where regions are odd', () => {
    expect(readSku(aSku({ serviceRegions: 'global' }))?.regions).toEqual([]);
  });
});
