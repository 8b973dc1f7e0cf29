import { aCatalogue, anAddon, aPricing } from '../testing/catalogue';
import { readCatalogue } from './catalogue';

const priceOf = (code: string, pricings: readonly object[]): unknown =>
  readCatalogue(aCatalogue([anAddon(code, pricings)]), 'FR').plans.get(code);

describe('the public catalogue', () => {
  it('is read with its currency and the plans that are paid by use', () => {
    const body = aCatalogue([
      anAddon('b3-8.consumption', [aPricing()]),
      anAddon('b3-8.monthly.postpaid', [
        aPricing({ capacities: ['renew'], intervalUnit: 'month', price: 2_222_000_000 }),
      ]),
      anAddon('volume.classic.consumption', [
        aPricing({ interval: 0, intervalUnit: 'none', price: 5500 }),
      ]),
      anAddon('b3-8.monthly', [aPricing()]),
      anAddon('project.2018', [aPricing()]),
    ]);
    expect(readCatalogue(body, 'FR')).toEqual({
      currency: 'EUR',
      plans: new Map([
        ['b3-8.consumption', { amount: 5_080_000, per: 'hour' }],
        ['b3-8.monthly.postpaid', { amount: 2_222_000_000, per: 'month' }],
        ['volume.classic.consumption', { amount: 5500, per: 'hour' }],
      ]),
    });
  });

  it('knows the plans of other kinds of regions', () => {
    expect(priceOf('b3-8.consumption.3AZ', [aPricing()])).toMatchObject({ per: 'hour' });
    expect(priceOf('b3-8.consumption.LZ.AF', [aPricing()])).toMatchObject({ per: 'hour' });
  });

  it.each([
    ['installation', { capacities: ['installation'] }],
    ['a commitment', { commitment: 12 }],
    ['payment in advance', { mode: 'upfront12' }],
    ['another interval', { intervalUnit: 'month' }],
    ['several hours', { interval: 24 }],
    ['nothing', { capacities: null }],
  ])('never takes the price for %s', (_what, changes) => {
    const other = aPricing({ price: 1, ...changes });
    expect(priceOf('b3-8.consumption', [other])).toBeUndefined();
    expect(priceOf('b3-8.consumption', [other, aPricing()])).toMatchObject({ amount: 5_080_000 });
  });

  it.each([null, undefined, '5080000', 5.5, Number.NaN, -5_080_000, 0])(
    'has none of a plan that is listed for %p',
    (price) => {
      expect(priceOf('b3-8.consumption', [aPricing({ price })])).toBeUndefined();
    },
  );

  it('has none of a plan that is listed for several prices, or several times', () => {
    const other = aPricing({ price: 1 });
    expect(priceOf('b3-8.consumption', [aPricing(), other])).toBeUndefined();
    expect(priceOf('b3-8.consumption', [aPricing(), aPricing({ price: null })])).toBeUndefined();
    expect(priceOf('b3-8.consumption', [aPricing(), aPricing()])).toMatchObject({ per: 'hour' });
    const twice = [aPricing()].map((pricing) => anAddon('b3-8.consumption', [pricing]));
    const body = aCatalogue([...twice, anAddon('b3-8.consumption', []), ...twice]);
    expect(readCatalogue(body, 'FR').plans.size).toBe(0);
  });

  it.each([null, 'text', {}, { planCode: null }, { planCode: 'b3-8.consumption', pricings: 7 }])(
    'minds no plan that is %j',
    (addon) => {
      const body = aCatalogue([addon, anAddon('c3-4.consumption', [aPricing()])]);
      expect([...readCatalogue(body, 'FR').plans.keys()]).toEqual(['c3-4.consumption']);
    },
  );

  it.each([
    ['nothing', null],
    ['no plans', { ...aCatalogue([]), addons: null }],
    ['no currency', { ...aCatalogue([]), locale: { subsidiary: 'FR' } }],
    ['points for a currency', { ...aCatalogue([]), locale: { currencyCode: 'points' } }],
    ["another's prices", { ...aCatalogue([]), locale: { currencyCode: 'USD', subsidiary: 'US' } }],
  ])('refuses a body of %s', (_what, body) => {
    expect(() => readCatalogue(body, 'FR')).toThrow(/catalogue/);
  });
});
