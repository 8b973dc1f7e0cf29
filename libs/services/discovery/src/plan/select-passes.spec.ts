import { definePass, type Pass } from '@skyledger/provider-sdk';
import type { ResourceType } from '@skyledger/resource-model';
import { passesOfTypes, passesOpenTo, placesOf, withoutFresh } from './select-passes';

const aPass = (id: string, types: ResourceType[], scope: Pass['scope'] = 'regional'): Pass =>
  definePass({
    id,
    types,
    scope,
    permissions: ['read'],
    // Never collected here.
    async *collect() {},
  });

const vms = aPass('ec2.instances', ['vm', 'network_interface']);
const subnets = aPass('ec2.subnets', ['subnet']);
const buckets = aPass('s3.buckets', ['bucket'], 'global');
const PASSES = [vms, subnets, buckets];

it.each<[string, ResourceType[] | null, Pass[]]>([
  ['all without a selection', null, PASSES],
  ['those of one type', ['bucket'], [buckets]],
  ['one that yields more than was selected', ['network_interface'], [vms]],
  ['none of a type that no pass yields', ['queue'], []],
])('selects %s', (_, types, expected) => {
  expect(passesOfTypes(PASSES, types)).toEqual(expected);
});

it('leaves out what needs credentials that the client was not given', () => {
  const keyed = { ...buckets, isOpenTo: (client: unknown) => client === 'with a key' };
  expect(passesOpenTo('with a key', [vms, keyed])).toEqual([vms, keyed]);
  expect(passesOpenTo('without', [vms, keyed])).toEqual([vms]);
});

it('reads regional passes in each region, and global ones once', () => {
  expect(placesOf([vms, buckets], ['a', 'b'])).toEqual([
    { passKey: 'ec2.instances', region: 'a' },
    { passKey: 'ec2.instances', region: 'b' },
    { passKey: 's3.buckets', region: 'global' },
  ]);
});

it('leaves out what is fresh in the very same region', () => {
  const fresh = [{ passKey: 'ec2.instances', region: 'a' }];
  expect(withoutFresh(placesOf([vms, subnets], ['a', 'b']), fresh)).toEqual([
    { passKey: 'ec2.instances', region: 'b' },
    { passKey: 'ec2.subnets', region: 'a' },
    { passKey: 'ec2.subnets', region: 'b' },
  ]);
});
