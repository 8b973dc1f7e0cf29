import { addRate, hourlyAmount, readProduct, type ProductKind, type Rate } from './products';

const INSTANCES: ProductKind = {
  serviceCode: 'AmazonEC2',
  fixed: {},
  toldApartBy: ['instanceType', 'tenancy'],
};
const hourlyOf = (entry: string): string | null | undefined => {
  const product = readProduct(entry, INSTANCES);
  return product && hourlyAmount([product.rate]);
};
const ATTRIBUTES = { regionCode: 'eu-west-1', instanceType: 'm6i.large', tenancy: 'Shared' };

const aRate = (changes: object = {}): object => ({
  unit: 'Hrs',
  beginRange: '0',
  endRange: 'Inf',
  pricePerUnit: { USD: '0.0960000000' },
  ...changes,
});
const aTerm = (...rates: object[]): object => ({
  priceDimensions: Object.fromEntries(rates.map((rate, at) => [`SKU.TERM.${at}`, rate])),
});

/** An entry as GetProducts answers it. */
const anEntry = (terms: unknown, attributes: object = ATTRIBUTES): string =>
  JSON.stringify({ product: { productFamily: 'Compute Instance', attributes, sku: 'SKU' }, terms });
const onDemand = (...terms: object[]): object => ({
  OnDemand: Object.fromEntries(terms.map((term, at) => [`SKU.TERM${at}`, term])),
});

describe('readProduct', () => {
  it('reads what it is and what it costs on demand, whatever it costs reserved', () => {
    const upfront = aTerm(aRate({ unit: 'Quantity', pricePerUnit: { USD: '300' } }), aRate());
    const terms = { ...onDemand(aTerm(aRate())), Reserved: { 'SKU.RESERVED': upfront } };
    expect(readProduct(anEntry(terms), INSTANCES)).toEqual({
      region: 'eu-west-1',
      key: 'm6i.large|Shared',
      rate: { unit: 'Hrs', group: null, amount: '0.096' },
    });
  });

  it.each([
    ['no terms', undefined],
    ['no terms on demand', { Reserved: { 'SKU.R': aTerm(aRate()) } }],
    ['two terms', onDemand(aTerm(aRate()), aTerm(aRate()))],
    ['no rate', onDemand(aTerm())],
    ['tiers', onDemand(aTerm(aRate({ endRange: '100' }), aRate({ beginRange: '100' })))],
    ['a fee beside it', onDemand(aTerm(aRate(), aRate({ unit: 'Quantity' })))],
    ['another unit', onDemand(aTerm(aRate({ unit: 'Quantity' })))],
    ['another currency', onDemand(aTerm(aRate({ pricePerUnit: { CNY: '0.5' } })))],
    ['a list for an object', { OnDemand: [aTerm(aRate())] }],
    ...['0.0000000000', '0', 'NaN', '-1', '1e-3', 'Infinity', '', ' 1', 0.096, null].map(
      (USD): [string, object] => [
        `the price ${JSON.stringify(USD)}`,
        onDemand(aTerm(aRate({ pricePerUnit: { USD } }))),
      ],
    ),
  ])('knows no price of a product with %s', (_what, terms) => {
    expect(readProduct(anEntry(terms), INSTANCES)).not.toBeNull();
    expect(hourlyOf(anEntry(terms))).toBeNull();
  });

  it.each([
    ['no JSON', '{"product":'],
    ['no object', 'null'],
    ['no product', '{}'],
    ['no region', anEntry(onDemand(aTerm(aRate())), { ...ATTRIBUTES, regionCode: undefined })],
    ['half of a key', anEntry(onDemand(aTerm(aRate())), { ...ATTRIBUTES, tenancy: '' })],
    ['a comma', anEntry(onDemand(aTerm(aRate())), { ...ATTRIBUTES, tenancy: 'Shared,Host' })],
  ])('does not read %s', (_what, entry) => {
    expect(readProduct(entry, INSTANCES)).toBeNull();
  });

  it.each([
    ['0.0960000000', '0.096'],
    ['1.0000000000', '1'],
    ['10', '10'],
    ['100.5000', '100.5'],
    ['0.0000001200', '0.00000012'],
  ])('writes %s as %s', (USD, price) => {
    const terms = onDemand(aTerm(aRate({ pricePerUnit: { USD } })));
    expect(hourlyOf(anEntry(terms))).toBe(price);
  });

  it('reads what a rate is of, where its product has several', () => {
    const attributes = { ...ATTRIBUTES, group: 'EBS IOPS Tier 2' };
    const terms = onDemand(aTerm(aRate({ unit: 'IOPS-Mo' })));
    expect(readProduct(anEntry(terms, attributes), INSTANCES)?.rate).toEqual({
      unit: 'IOPS-Mo',
      group: 'EBS IOPS Tier 2',
      amount: '0.096',
    });
  });
});

describe('the rates of a product', () => {
  const rate = (amount: string | null, unit = 'Hrs', group: string | null = null): Rate => ({
    unit,
    group,
    amount,
  });
  const all = (...rates: Rate[]): Rate[] => rates.reduce<Rate[]>(addRate, []);

  it('are told apart by unit and group', () => {
    const rates = [rate('1', 'GB-Mo'), rate('2', 'IOPS-Mo', 'a'), rate('3', 'IOPS-Mo', 'b')];
    expect(all(...rates)).toEqual(rates);
  });

  it('are one where they are told again, and none where they are told otherwise', () => {
    expect(all(rate('1'), rate('1'))).toEqual([rate('1')]);
    expect(all(rate('1'), rate('2'))).toEqual([rate(null)]);
    expect(all(rate('1'), rate('2'), rate('1'))).toEqual([rate(null)]);
  });

  it('are the price of an hour where there is nothing else to be paid', () => {
    expect(hourlyAmount([rate('1')])).toBe('1');
    expect(hourlyAmount([])).toBeNull();
    expect(hourlyAmount([rate('1', 'GB-Mo')])).toBeNull();
    expect(hourlyAmount([rate('1'), rate('1', 'GB-Mo')])).toBeNull();
  });
});
