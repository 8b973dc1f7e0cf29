import { decimalText } from './decimal-text';

describe('decimal text', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [10, '10'],
    [0.096, '0.096'],
    [0.1 + 0.2, '0.3'],
    [1e-7, '0.0000001'],
    [19.71 / 730, '0.027'],
    [5.28 / 730, '0.0072328767'],
    [1e-11, '0'],
    [123456.5, '123456.5'],
  ])('writes %p as %s', (amount, text) => {
    expect(decimalText(amount)).toBe(text);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e21])('has none for %p', (amount) => {
    expect(decimalText(amount)).toBeNull();
  });
});
