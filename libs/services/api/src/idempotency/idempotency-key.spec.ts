import { ProblemError } from '@skyledger/contracts';
import { fingerprintOf, keyOf } from './idempotency-key';

it.each([
  ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
  ['"8e03978e-40d5"', '8e03978e-40d5'],
  [' order:4711/a ', 'order:4711/a'],
])('reads the key %p', (header, key) => {
  expect(keyOf(header)).toBe(key);
});

it.each([
  '',
  'short',
  '"unclosed-key',
  'with space in it',
  'ümlaut-key',
  'x'.repeat(201),
  '"""""""""""',
])('refuses %p', (header) => {
  expect(() => keyOf(header)).toThrow(ProblemError);
});

it('refuses more than one', () => {
  expect(() => keyOf(['first-key', 'second-key'])).toThrow(ProblemError);
});

it('tells requests apart by method, path, body and key', () => {
  const request = { method: 'POST', url: '/a', body: { x: 1 } };
  const same = fingerprintOf('key-number-1', request);
  expect(fingerprintOf('key-number-1', { ...request })).toEqual(same);
  for (const other of [{ method: 'PUT' }, { url: '/b' }, { body: { x: 2 } }, { body: undefined }]) {
    expect(fingerprintOf('key-number-1', { ...request, ...other })).not.toEqual(same);
  }
  expect(fingerprintOf('key-number-2', request)).not.toEqual(same);
});
