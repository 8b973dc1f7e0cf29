import { ProblemError } from '@skyledger/contracts';
import { entityTag, versionsOf } from './entity-tag';

it.each<[string, string[] | null]>([
  [entityTag('7'), ['7']],
  ['"v7", "v8"', ['7', '8']],
  ['*', null],
  ['W/"v7"', []],
  ['"7"', []],
  ['v7', []],
  ['"other", "v9"', ['9']],
])('reads %s', (header, versions) => {
  expect(versionsOf(header)).toEqual(versions);
});

it.each([undefined, '', ' '])('wants a tag instead of %p', (header) => {
  expect(() => versionsOf(header)).toThrow(ProblemError);
});
