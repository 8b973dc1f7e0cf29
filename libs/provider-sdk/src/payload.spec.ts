import {
  idOf,
  instantOf,
  integerOf,
  listOf,
  numberOf,
  recordOf,
  tagsOf,
  textOf,
  textsOf,
} from './payload';

const ODD: unknown[] = [null, undefined, true, Number.NaN, {}, [], '', () => 1];

describe('payload readers', () => {
  it.each(ODD)('read %p as not observed instead of throwing', (value) => {
    expect(textOf(value)).toBeNull();
    expect(numberOf(value)).toBeNull();
    expect(integerOf(value)).toBeNull();
    expect(idOf(value)).toBeNull();
    expect(instantOf(value)).toBeNull();
    expect(recordOf(value)).toEqual({});
    expect(listOf(value)).toEqual([]);
    expect(textsOf(value)).toEqual([]);
    expect(tagsOf(value)).toEqual({});
  });

  it('reads ids as text, beyond 2^53 too', () => {
    expect([idOf(42), idOf('9007199254740993'), idOf(-1.5), idOf('x')]).toEqual([
      '42',
      '9007199254740993',
      null,
      null,
    ]);
  });

  it.each([
    ['2016-01-30T23:50:11+00:00', '2016-01-30T23:50:11.000Z'],
    ['2016-01-30T23:50+02:00', '2016-01-30T21:50:00.000Z'],
    ['2016-13-30T23:50:11Z', null],
    ['30 January 2016', null],
  ])('reads the instant %s as %s', (value, expected) => {
    expect(instantOf(value)).toBe(expected);
  });

  it('keeps tags that are no text, and hostile keys', () => {
    const labels: unknown = JSON.parse('{"a":"b","n":1,"none":null,"__proto__":"x"}');
    expect(Object.entries(tagsOf(labels))).toEqual([
      ['a', 'b'],
      ['n', '1'],
      ['none', ''],
      ['__proto__', 'x'],
    ]);
  });

  it('drops only the odd items of a list of texts', () => {
    expect(textsOf(['a', 1, null, 'b'])).toEqual(['a', 'b']);
  });
});
