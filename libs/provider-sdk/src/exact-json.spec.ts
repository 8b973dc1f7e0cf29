import { parseExactJson } from './exact-json';

describe('parseExactJson', () => {
  it.each([
    ['{"id":9007199254740993}', { id: '9007199254740993' }],
    ['[-9007199254740993,1]', ['-9007199254740993', 1]],
    ['12345678901234567890', '12345678901234567890'],
    ['{ "a" : [ 18446744073709551615 ] }', { a: ['18446744073709551615'] }],
  ])('keeps integers beyond 2^53 exactly: %s', (text, expected) => {
    expect(parseExactJson(text)).toEqual(expected);
  });

  it.each([
    '9007199254740991',
    '-9007199254740991',
    '{"a":1.1900000000000000,"b":0.1234567890123456789,"c":1e16,"d":1234567890123456e2}',
    '{"a":12345678901234567.5,"b":1e+1234567890123456}',
    '{"price":"1.1900000000000000","id":"9007199254740993"}',
    '"see 9007199254740993, or :9007199254740993,"',
  ])('leaves other numbers and strings as JSON.parse reads them: %s', (text) => {
    expect(parseExactJson(text)).toEqual(JSON.parse(text));
  });

  it('tells digits in strings from integers when both are there', () => {
    const text = String.raw`{"a":"\\","b":9007199254740993,"c":"x \" ,9007199254740993,","d":[9007199254740995]}`;
    expect(parseExactJson(text)).toEqual({
      a: '\\',
      b: '9007199254740993',
      c: 'x " ,9007199254740993,',
      d: ['9007199254740995'],
    });
  });

  it.each(['{"id":9007199254740993', '{"id":9007199254740993,"a":"open', '', 'null,'])(
    'refuses what is not JSON: %s',
    (text) => {
      expect(() => parseExactJson(text)).toThrow(SyntaxError);
    },
  );

  it('handles a long string beside a long integer', () => {
    const long = 'x"9007199254740993"'.repeat(100_000);
    const text = JSON.stringify({ long }).replace('}', ',"id":9007199254740993}');
    expect(parseExactJson(text)).toEqual({ long, id: '9007199254740993' });
  });
});
