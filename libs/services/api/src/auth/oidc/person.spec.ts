import { ProblemError } from '@skyledger/contracts';
import { DEFAULT_TENANT_ID } from '../principal';
import { type ClaimNames, personOf } from './person';

const TENANT = '0198a000-0000-7000-8000-00000000000a';
const names: ClaimNames = { tenant: undefined, groups: 'groups', name: 'name' };

it('belongs to the default tenant, unless a claim tells', () => {
  const claims = { sub: 'anna', name: 'Anna', groups: ['a', 'b', 'a'], tid: TENANT.toUpperCase() };
  const person = { tenantId: DEFAULT_TENANT_ID, subject: 'anna', name: 'Anna', groups: ['a', 'b'] };
  expect(personOf(claims, names)).toEqual(person);
  expect(personOf(claims, { ...names, tenant: 'tid' }).tenantId).toBe(TENANT);
});

it.each([undefined, 7, 'acme', [TENANT], null])('is of no tenant by the claim %j', (tid) => {
  expect(() => personOf({ sub: 'anna', tid }, { ...names, tenant: 'tid' })).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ status: 403 }) }),
  );
});

it.each<[string, unknown, string[]]>([
  ['groups', { groups: 'one' }, ['one']],
  ['groups', {}, []],
  ['groups', { groups: ['a', 7, null, '', 'x'.repeat(501), 'nul\0', '\ud800', ['b']] }, ['a']],
  ['realm_access.roles', { realm_access: { roles: ['a'] } }, ['a']],
  ['realm_access.roles', { realm_access: null }, []],
  ['https://example.com/groups', { 'https://example.com/groups': ['a'] }, ['a']],
  ['constructor.name', {}, []],
])('finds groups in %s of %j', (claim, payload, groups) => {
  const claims = { sub: 'anna', ...(payload as object) };
  expect(personOf(claims, { ...names, groups: claim }).groups).toEqual(groups);
});

it.each<[unknown, string]>([
  ['  Anna\nBerg ', 'Anna Berg'],
  [':bootstrap', 'bootstrap'],
  [' : ', 'anna'],
  [undefined, 'anna'],
  [7, 'anna'],
  ['x'.repeat(300), 'x'.repeat(200)],
])('is shown by the name %j as %s', (name, shown) => {
  expect(personOf({ sub: 'anna', name }, names).name).toBe(shown);
});

it.each([undefined, '', 'x'.repeat(501), 'a\0b', 7])('is nobody by the subject %j', (sub) => {
  expect(() => personOf({ sub: sub as string }, names)).toThrow(ProblemError);
});
