import { readable, readableDeep } from './readable-text';

describe('readable', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['nul\0nul\0', 'nul\u{fffd}nul\u{fffd}'],
    ['lone \ud800 high', 'lone \u{fffd} high'],
    ['lone \udc00 low', 'lone \u{fffd} low'],
    ['a pair 🛰 stays', 'a pair 🛰 stays'],
    ['\ud800\0', '\u{fffd}\u{fffd}'],
  ])('%j -> %j', (text, expected) => {
    expect(readable(text)).toBe(expected);
  });
});

describe('readableDeep', () => {
  it('cleans every key and string, and nothing else', () => {
    const value = {
      'k\0': ['a\ud800', { deep: 'b\0', n: 1, yes: true, none: null }],
      same: 'same',
    };
    expect(readableDeep(value)).toEqual({
      'k\u{fffd}': ['a\u{fffd}', { deep: 'b\u{fffd}', n: 1, yes: true, none: null }],
      same: 'same',
    });
  });

  it('keeps a key named __proto__ as a key', () => {
    const value: unknown = JSON.parse(
      '{"__proto__": {"polluted": "yes\\u0000"}, "constructor": "c"}',
    );
    const clean = readableDeep(value) as object;
    expect(Object.keys(clean)).toEqual(['__proto__', 'constructor']);
    expect(JSON.stringify(clean)).toBe(
      '{"__proto__":{"polluted":"yes\u{fffd}"},"constructor":"c"}',
    );
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('writes dates as JSON does', () => {
    expect(readableDeep(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
  });
});
