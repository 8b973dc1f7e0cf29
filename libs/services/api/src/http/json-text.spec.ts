import { withMembers } from './json-text';

it.each([
  ['{"a":1}', { b: '[2]' }, { a: 1, b: [2] }],
  ['{ "a" : 1 }\n', { b: 'null', c: '"x"' }, { a: 1, b: null, c: 'x' }],
  ['{}', { b: '1' }, { b: 1 }],
  ['{"a":1}', {}, { a: 1 }],
])('adds members to %s', (object, members, expected) => {
  expect(JSON.parse(withMembers(object, members))).toEqual(expected);
});

it('leaves the text of the object as it is', () => {
  expect(withMembers('{"long":12345678901234567890}', { b: '1' })).toBe(
    '{"long":12345678901234567890,"b":1}',
  );
});
