import type { MemberPattern } from '@skyledger/contracts';
import { isSelected } from './member-selection';

const member = {
  nativeAccountId: '111111111111',
  name: 'Shop (prod) v1.2-x',
  path: [
    { id: 'r-ab12', name: 'Root' },
    { id: 'ou-ab12-workloads', name: 'Workloads' },
    { id: 'ou-ab12-secret', name: null },
  ],
};
const pattern = (field: MemberPattern['field'], text: string): MemberPattern => ({
  field,
  pattern: text,
});
const included = (...include: MemberPattern[]): boolean =>
  isSelected({ include, exclude: [] }, member);

it('takes everything where nothing is said', () => {
  expect(included()).toBe(true);
});

it.each([
  ['id', '111111111111', true],
  ['id', '1111*', true],
  ['id', '1111', false],
  ['name', 'shop*', true],
  ['name', '*(PROD)*', true],
  ['name', 'Shop (prod) v1.2-x', true],
  ['name', 'Shop (prod) v1x2-x', false],
  ['name', '*', true],
  ['name', 'Workloads', false],
  ['path', 'Workloads', true],
  ['path', 'ou-ab12-secret', true],
  ['path', 'Work', false],
  ['path', '111111111111', false],
] as const)('whose %s fits %s: %s', (field, text, fits) => {
  expect(included(pattern(field, text))).toBe(fits);
});

it('takes what one of several patterns fits, unless it is excluded', () => {
  const include = [pattern('id', '2*'), pattern('name', 'Shop*')];
  expect(isSelected({ include, exclude: [] }, member)).toBe(true);
  expect(isSelected({ include, exclude: [pattern('path', 'work*')] }, member)).toBe(false);
});

it.each([
  ['a*b', 'a\nb', true],
  ['ab*ba', 'aba', false],
  ['ab*ba', 'abba', true],
  ['*a*a*', 'a', false],
  ['**', '', true],
  [`${'*a'.repeat(90)}*b`, 'a'.repeat(190), false],
])('%j fits %j: %s', (text, name, fits) => {
  const selection = { include: [pattern('name', text)], exclude: [] };
  expect(isSelected(selection, { ...member, name })).toBe(fits);
});
