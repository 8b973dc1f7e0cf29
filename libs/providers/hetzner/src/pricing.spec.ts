import { MalformedResponseError } from '@skyledger/provider-sdk';
import { readPricing } from './pricing';

describe('readPricing', () => {
  it('reads the currency and the net price of storage', () => {
    const volume = { price_per_gb_month: { net: '0.0440000000', gross: '0.0523600000000000' } };
    expect(readPricing({ pricing: { currency: 'EUR', volume } })).toEqual({
      currency: 'EUR',
      volumeGbMonth: '0.0440000000',
    });
  });

  it('does without a price of storage', () => {
    expect(readPricing({ pricing: { currency: 'USD' } }).volumeGbMonth).toBeNull();
  });

  it.each([null, {}, { pricing: { currency: 'euro' } }, { pricing: { currency: 1 } }])(
    'refuses %p, which names no currency',
    (body) => {
      expect(() => readPricing(body)).toThrow(MalformedResponseError);
    },
  );
});
