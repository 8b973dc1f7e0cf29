import type { Flavor } from '../compute/flavors';
import type { Catalogue } from './catalogue';
import { instancePrice, volumePrice } from './plan-price';

const CATALOGUE: Catalogue = {
  currency: 'EUR',
  plans: new Map([
    ['b3-8.consumption', { amount: 5_080_000, per: 'hour' }],
    ['b3-8.monthly.postpaid', { amount: 2_222_000_000, per: 'month' }],
    ['volume.high-speed.consumption', { amount: 11_510, per: 'hour' }],
  ]),
};
const FLAVOR: Flavor = {
  name: 'b3-8',
  vcpus: 2,
  ram: 8000,
  osType: 'linux',
  plans: { hourly: 'b3-8.consumption', license: null },
};
const INSTANCE = { status: 'ACTIVE', planCode: 'b3-8.consumption', monthlyBilling: null };
const HOURLY = { hourly: '0.0508', currency: 'EUR', source: 'ovh:catalog/cloud' };

describe('the price of an instance', () => {
  const priceOf = (changes: object, flavor: Flavor | undefined = FLAVOR): unknown =>
    instancePrice({ ...INSTANCE, ...changes }, flavor, CATALOGUE);

  it('is that of its plan, whether it runs or is stopped', () => {
    expect(priceOf({})).toEqual(HOURLY);
    expect(priceOf({ status: 'SHUTOFF' })).toEqual(HOURLY);
  });

  it.each(['SHELVED', 'SHELVED_OFFLOADED'])('is nothing while it is %s', (status) => {
    expect(priceOf({ status })).toEqual({ ...HOURLY, hourly: '0', source: 'ovh:shelved' });
  });

  it('is that of a month by 730 hours where it is paid by the month', () => {
    expect(
      priceOf({ planCode: 'b3-8.monthly.postpaid', monthlyBilling: { status: 'ok' } }),
    ).toEqual({
      hourly: '0.0304383562',
      currency: 'EUR',
      source: 'ovh:catalog/cloud, a month of 730 hours',
    });
  });

  it('is that of its flavor by the hour where it tells no plan, unless it is paid by the month', () => {
    expect(priceOf({ planCode: null })).toEqual(HOURLY);
    expect(priceOf({ planCode: null, monthlyBilling: { status: 'ok' } })).toBeNull();
  });

  it.each([
    ['a plan that is not in the catalogue', { planCode: 'b3-8.consumption.3AZ' }, FLAVOR],
    ['a licence', { licensePlanCode: 'instance.windows' }, FLAVOR],
    ['a flavor with a licence', {}, { ...FLAVOR, plans: { hourly: null, license: 'windows' } }],
    ['Windows', {}, { ...FLAVOR, osType: 'windows' }],
    ['an unknown system', {}, { ...FLAVOR, osType: null }],
    [
      'a shelved instance that is paid by the month',
      { status: 'SHELVED_OFFLOADED', monthlyBilling: { status: 'ok' } },
      FLAVOR,
    ],
    ['an instance in error', { status: 'ERROR' }, FLAVOR],
    ['a deleted instance', { status: 'DELETED' }, FLAVOR],
    ['an unknown state', { status: null }, FLAVOR],
  ])('is not known of %s', (_what, changes, flavor) => {
    expect(priceOf(changes, flavor)).toBeNull();
  });

  it('is not known without flavor or catalogue', () => {
    expect(instancePrice(INSTANCE, undefined, CATALOGUE)).toBeNull();
    expect(instancePrice(INSTANCE, FLAVOR, null)).toBeNull();
  });
});

describe('the price of a volume', () => {
  const VOLUME = { planCode: 'volume.high-speed.consumption', size: 100, status: 'in-use' };

  it('is that of its plan for all of its gigabytes', () => {
    expect(volumePrice(VOLUME, CATALOGUE)).toEqual({ ...HOURLY, hourly: '0.01151' });
  });

  it.each([
    { planCode: null },
    { planCode: 'volume.classic.consumption' },
    { planCode: 'b3-8.consumption' },
    { size: null },
    { size: -1 },
    { size: 0 },
    { size: '100' },
    { status: 'deleted' },
  ])('is not known with %j', (changes) => {
    expect(volumePrice({ ...VOLUME, ...changes }, CATALOGUE)).toBeNull();
  });

  it('is not known without a catalogue', () => {
    expect(volumePrice(VOLUME, null)).toBeNull();
  });
});
