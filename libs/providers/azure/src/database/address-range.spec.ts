import { rangeToCidrs } from './address-range';

describe('rangeToCidrs', () => {
  it.each([
    ['0.0.0.0', '255.255.255.255', ['0.0.0.0/0']],
    ['1.2.2.128', '1.2.2.255', ['1.2.2.128/25']],
    ['198.51.100.7', '198.51.100.7', ['198.51.100.7/32']],
    ['0.0.0.1', '0.0.0.4', ['0.0.0.1/32', '0.0.0.2/31', '0.0.0.4/32']],
    ['255.255.255.254', '255.255.255.255', ['255.255.255.254/31']],
    ['128.0.0.0', '255.255.255.255', ['128.0.0.0/1']],
  ])('writes %s to %s as %j', (start, end, cidrs) => {
    expect(rangeToCidrs(start, end)).toEqual(cidrs);
  });

  it('stays short for the most awkward range', () => {
    expect(rangeToCidrs('0.0.0.1', '255.255.255.254')).toHaveLength(62);
  });

  it.each([
    ['10.0.0.9', '10.0.0.1'],
    ['10.0.0', '10.0.0.1'],
    ['256.0.0.1', '256.0.0.2'],
    ['::1', '::2'],
    ['', ''],
  ])('has nothing for %s to %s', (start, end) => {
    expect(rangeToCidrs(start, end)).toEqual([]);
  });
});
