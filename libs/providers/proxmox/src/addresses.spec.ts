import { addressesOf, networkOf } from './addresses';

describe('addressesOf', () => {
  it('sorts by where an address can be reached from', () => {
    const addresses = addressesOf([
      '192.168.1.7/24',
      '5.9.1.2',
      '2a01:4f8:0:0:0:0:0:1/64',
      'fd00::7',
      '100.64.0.1',
      '192.168.1.7',
    ]);
    expect(addresses).toEqual({
      privateIps: ['192.168.1.7', 'fd00::7', '100.64.0.1'],
      publicIps: ['5.9.1.2', '2a01:4f8::1'],
    });
  });

  it.each([
    '127.0.0.1',
    '::1',
    'fe80::1',
    '169.254.1.1',
    '0.0.0.0',
    'dhcp',
    'manual',
    '',
    '7',
    'x/y',
  ])('leaves out %p', (text) => {
    expect(addressesOf([text])).toEqual({ privateIps: [], publicIps: [] });
  });
});

describe('networkOf', () => {
  it.each([
    ['10.0.0.7/24', '10.0.0.0/24'],
    ['2001:db8::7/64', '2001:db8::/64'],
    ['10.0.0.7', null],
    ['10.0.0.7/99', null],
    ['', null],
  ])('of %p is %p', (cidr, network) => {
    expect(networkOf(cidr)).toBe(network);
  });
});
