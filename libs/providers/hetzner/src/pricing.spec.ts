import { MalformedResponseError } from '@skyledger/provider-sdk';
import { floatingIpPrice, primaryIpPrice, readPricing, snapshotPrice } from './pricing';
import { aPricing } from './testing/a-pricing';

const price = (net: string): object => ({ net, gross: `${net}000` });

const PRICING = {
  currency: 'EUR',
  vat_rate: '19.00',
  volume: { price_per_gb_month: price('0.0440000000') },
  image: { price_per_gb_month: price('0.0110000000') },
  primary_ips: [
    {
      type: 'ipv4',
      prices: [
        { location: 'fsn1', price_hourly: price('0.0008'), price_monthly: price('0.5000') },
        { location: 'hel1', price_hourly: price('0.0009'), price_monthly: price('0.5500') },
      ],
    },
    { type: 'ipv6', prices: [{ location: 'fsn1', price_hourly: price('0.0000') }] },
  ],
  floating_ips: [{ type: 'ipv4', prices: [{ location: 'fsn1', price_monthly: price('3.6500') }] }],
};

describe('readPricing', () => {
  it('reads the currency and net prices', () => {
    expect(readPricing({ pricing: PRICING })).toEqual({
      currency: 'EUR',
      volumeGbMonth: '0.0440000000',
      imageGbMonth: '0.0110000000',
      primaryIpHourly: new Map([
        ['ipv4/fsn1', '0.0008'],
        ['ipv4/hel1', '0.0009'],
        ['ipv6/fsn1', '0.0000'],
      ]),
      floatingIpMonth: new Map([['ipv4/fsn1', '3.6500']]),
    });
  });

  it('does without any price', () => {
    expect(readPricing({ pricing: { currency: 'EUR' } })).toEqual(aPricing());
  });

  it.each([null, 7, 'text', {}, [null], [{ type: 'ipv4', prices: [null, { location: 'fsn1' }] }]])(
    'does without prices that are %j',
    (odd) => {
      const odds = { volume: odd, image: odd, primary_ips: odd, floating_ips: odd };
      expect(readPricing({ pricing: { currency: 'EUR', ...odds } })).toEqual(aPricing());
    },
  );

  it.each([null, {}, { pricing: { currency: 'euro' } }, { pricing: { currency: 1 } }])(
    'refuses %p, which names no currency',
    (body) => {
      expect(() => readPricing(body)).toThrow(MalformedResponseError);
    },
  );
});

describe('prices of what is billed by itself', () => {
  const pricing = readPricing({ pricing: PRICING });

  it('are those of the type at the location', () => {
    expect(primaryIpPrice('ipv4', 'hel1', pricing)?.hourly).toBe('0.0009');
    expect(primaryIpPrice('ipv6', 'hel1', pricing)).toBeNull();
    expect(primaryIpPrice(null, null, pricing)).toBeNull();
  });

  it('are spread over the hours of a month where they are monthly', () => {
    expect(floatingIpPrice('ipv4', 'fsn1', pricing)?.hourly).toBe('0.0050000000');
    expect(snapshotPrice(730, pricing)?.hourly).toBe('0.0110000000');
  });

  it.each([null, -1, Number.NaN, '12'])('are not known for a size of %p', (size) => {
    expect(snapshotPrice(size, pricing)).toBeNull();
  });
});
