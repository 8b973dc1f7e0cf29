import { DescribeInstances$ } from '@aws-sdk/client-ec2';
import { planOf } from './shape-plan';
import { ShapeReader } from './shape-reader';

const plan = planOf(DescribeInstances$[5])!;

const readPage = (page: string): unknown =>
  new ShapeReader(Buffer.from(page), (_, text) => text).read(plan);
const read = (content: string): unknown => readPage(`<R>${content}</R>`);
const instance = (content: string): string =>
  `<reservationSet><item><instancesSet><item>${content}</item></instancesSet></item></reservationSet>`;
const instanceOf = (content: string): unknown =>
  (read(instance(content)) as { Reservations: { Instances: unknown[] }[] }).Reservations[0]!
    .Instances[0];

describe('what is read', () => {
  it.each<[string, unknown]>([
    ['<instanceId>i-1</instanceId>', { InstanceId: 'i-1' }],
    ['<instanceId/>', { InstanceId: '' }],
    ['', {}],
    ['<amiLaunchIndex>3</amiLaunchIndex>', { AmiLaunchIndex: 3 }],
    ['<ebsOptimized>true</ebsOptimized>', { EbsOptimized: true }],
    [
      '<launchTime>2026-01-31T12:30:00.500Z</launchTime>',
      { LaunchTime: new Date('2026-01-31T12:30:00.500Z') },
    ],
    ['<tagSet/>', { Tags: [] }],
    ['<keyName>a &amp; b &#x41;</keyName>', { KeyName: 'a & b A' }],
    ['<keyName><![CDATA[<b>]]>c</keyName>', { KeyName: '<b>c' }],
    ['<keyName>Zürich 🛰</keyName>', { KeyName: 'Zürich 🛰' }],
    ['<keyName>ü &#xfc; &amp;<![CDATA[ü]]>ü</keyName>', { KeyName: 'ü ü &üü' }],
    ['<keyName>\u00a0</keyName>', { KeyName: '\u00a0' }],
    ['<futureThing><x y="1">z</x></futureThing><keyName>k</keyName>', { KeyName: 'k' }],
    ['\n  <keyName>k</keyName>\n', { KeyName: 'k' }],
  ])('%s', (content, expected) => {
    expect(instanceOf(content)).toStrictEqual(expected);
  });

  it('does not depend on the order of the page before', () => {
    const one = '<instanceId>i-1</instanceId>';
    const other = '<keyName>k</keyName>';
    const expected = { InstanceId: 'i-1', KeyName: 'k' };
    for (const content of [one + other, other + one, one + other, other + one]) {
      expect(instanceOf(content)).toEqual(expected);
    }
  });
});

describe('what is refused', () => {
  it.each<[string, string]>([
    ['a list twice, of which the SDK forgets one', '<reservationSet/><reservationSet/>'],
    ['a list that is a text', '<reservationSet>none</reservationSet>'],
    ['text beside a list, for which the SDK forgets the list', 'x<reservationSet/>'],
    ['white space that the SDK takes for text', '<reservationSet/> <nextToken/>'],
    ['a field twice', instance('<keyName>a</keyName><keyName>b</keyName>')],
    ['an element in a text', instance('<keyName>a<b/></keyName>')],
    ['an undeclared entity', instance('<keyName>&nbsp;</keyName>')],
    ['an element without end', '<reservationSet><item>'],
    ['tags that cross', '<reservationSet><item></reservationSet></item>'],
    ['deep nesting', '<a>'.repeat(100_000)],
    ['deep nesting of what is known', '<reservationSet><item>'.repeat(100_000)],
  ])('%s', (_, content) => {
    expect(() => read(content)).toThrow('XML parse error');
  });

  it.each([
    ['', 'nothing'],
    ['<R></R><R></R>', 'two roots'],
    ['<R></R>text', 'text after the root'],
    ['<!DOCTYPE R [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><R></R>', 'a declaration'],
    ['<R><!ENTITY a "b"></R>', 'a declaration inside'],
    ['<?xml version="1.0"?>', 'no root'],
    ['<R', 'a cut tag'],
    ['<R reservationSet="x"></R>', 'an attribute that the SDK takes for a list'],
    ['<R><![CDATA[x]]></R>', 'text in place of fields'],
  ])('%s: %s', (page) => {
    expect(() => readPage(page)).toThrow('XML parse error');
  });

  it('takes time in proportion to a hostile page', () => {
    const page = `<R>${'<a b="c">&lt;<!-- d --></a>'.repeat(50_000)}</R>`;
    expect(readPage(page)).toEqual({});
  });
});
