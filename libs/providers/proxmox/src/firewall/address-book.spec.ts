import {
  ANYONE,
  mayBeOfGuest,
  namesOf,
  resolve,
  setNameIn,
  type AddressBook,
} from './address-book';

const book: AddressBook = {
  dc: namesOf(
    [
      { name: 'Office', cidr: '198.51.100.0/24' },
      { name: 'peer', cidr: '10.1.1.1' },
      { name: 'odd', cidr: null },
      null,
    ],
    new Map([
      ['blocked', [{ cidr: '203.0.113.0/25' }, { cidr: '203.0.113.9', nomatch: 1 }, null]],
      ['mixed', [{ cidr: 'dc/office' }, { cidr: '2001:db8::1' }, { cidr: 'nobody' }]],
      ['world', [{ cidr: '0.0.0.0/1' }, { cidr: '128.0.0.0/1' }, { cidr: '::/1' }]],
      ['empty', []],
    ]),
  ),
  guest: namesOf([{ name: 'peer', cidr: '10.2.2.2' }], new Map([['own', [{ cidr: '10.3.3.3' }]]])),
};

describe('resolve', () => {
  it.each([
    [null, ANYONE],
    ['10.0.0.1', ['10.0.0.1/32']],
    ['10.0.0.1/24', ['10.0.0.0/24']],
    ['2001:db8::1', ['2001:db8::1/128']],
    ['10.0.0.1,10.0.1.0/24', ['10.0.0.1/32', '10.0.1.0/24']],
    ['10.0.0.4-10.0.0.9', ['10.0.0.4/30', '10.0.0.8/31']],
    ['10.0.0.7-10.0.0.7', ['10.0.0.7/32']],
    ['0.0.0.0-255.255.255.255', ['0.0.0.0/0']],
    ['2001:db8::-2001:db8::ffff', ['2001:db8::/112']],
    ['0.0.0.0/0', ['0.0.0.0/0']],
    ['office', ['198.51.100.0/24']],
    ['OFFICE', ['198.51.100.0/24']],
    ['dc/office', ['198.51.100.0/24']],
    ['peer', ['10.2.2.2/32']],
    ['dc/peer', ['10.1.1.1/32']],
    ['guest/peer', ['10.2.2.2/32']],
    ['+own', ['10.3.3.3/32']],
    ['+blocked', ['203.0.113.0/25']],
    ['+dc/blocked', ['203.0.113.0/25']],
    ['+world', ['::/1', '0.0.0.0/0']],
    ['+empty', []],
  ])('reads %p as %j', (text, cidrs) => {
    expect(resolve(text, book)).toEqual({ cidrs, peers: [] });
  });

  it.each([
    ['+nowhere', [], ['ipset/nowhere']],
    ['+guest/blocked', [], ['ipset/guest/blocked']],
    ['nobody', [], ['alias/nobody']],
    ['guest/office', [], ['alias/guest/office']],
    ['+mixed', ['198.51.100.0/24', '2001:db8::1/128'], ['alias/nobody']],
    ['10.0.0.9-10.0.0.x', [], ['alias/10.0.0.9-10.0.0.x']],
    ['constructor', [], ['alias/constructor']],
  ])('keeps the name %p that leads nowhere', (text, cidrs, peers) => {
    expect(resolve(text, book)).toEqual({ cidrs, peers });
  });
});

describe('names of a guest', () => {
  it.each([
    [null, false],
    ['10.0.0.1,10.0.0.0/8', false],
    ['10.0.0.1-10.0.0.9', false],
    ['dc/office', false],
    ['+dc/office', false],
    ['office', true],
    ['guest/office', true],
    ['+office', true],
    ['+guest/office', true],
  ])('may be in %p: %p', (text, may) => {
    expect(mayBeOfGuest(text)).toBe(may);
  });

  it.each([
    ['+own', 'own'],
    ['+guest/own', 'own'],
    ['+dc/own', null],
    ['own', null],
    [null, null],
  ])('set in %p: %p', (text, name) => {
    expect(setNameIn(text)).toBe(name);
  });
});
