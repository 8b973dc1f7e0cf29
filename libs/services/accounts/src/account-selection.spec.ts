import type { Problem } from '@skyledger/contracts';
import { ProblemError } from '@skyledger/contracts';
import { definePass, type Pass } from '@skyledger/provider-sdk';
import { mustBePartOf, type Selection } from './account-selection';

const aPass = (id: string, types: Pass['types'], scope: Pass['scope']): Pass =>
  // Never collected here.
  definePass({ id, types, scope, permissions: ['read'], async *collect() {} });
const regional = {
  name: 'Regional',
  passes: [
    aPass('compute.vms', ['vm'], 'regional'),
    aPass('storage.buckets', ['bucket'], 'global'),
  ],
};
const global = { name: 'Global', passes: [aPass('compute.vms', ['vm'], 'global')] };
const ALL: Selection = { regions: null, resourceTypes: null };

function refusal(...selection: Parameters<typeof mustBePartOf>): Problem | null {
  try {
    mustBePartOf(...selection);
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

it.each<[string, typeof regional, Selection, Selection]>([
  ['all of all', regional, ALL, ALL],
  ['a part of all', regional, ALL, { regions: ['a'], resourceTypes: ['vm'] }],
  [
    'a part of a part',
    regional,
    { regions: ['a', 'b'], resourceTypes: ['vm'] },
    { ...ALL, regions: ['b'] },
  ],
  ['all of a part', regional, { regions: ['a'], resourceTypes: ['vm'] }, ALL],
])('takes %s', (_, provider, account, run) => {
  expect(refusal(provider, account, run)).toBeNull();
});

it.each<[string, typeof regional, Selection, Selection, string]>([
  ['another region', regional, { ...ALL, regions: ['a'] }, { ...ALL, regions: ['b'] }, 'regions'],
  ['regions of a provider without', global, ALL, { ...ALL, regions: ['b'] }, 'regions'],
  [
    'another type',
    regional,
    { ...ALL, resourceTypes: ['vm'] },
    { ...ALL, resourceTypes: ['bucket'] },
    'resource_types',
  ],
  [
    'a type that is never read',
    regional,
    ALL,
    { ...ALL, resourceTypes: ['queue'] },
    'resource_types',
  ],
])('refuses %s', (_, provider, account, run, field) => {
  expect(refusal(provider, account, run)).toMatchObject({ status: 422, errors: [{ field }] });
});
