import { allowsAnyone, isPublicAddress, singleAddress, sortAddresses } from './addresses';

describe('addresses', () => {
  it.each([
    ['192.0.2.1/32', '192.0.2.1'],
    ['192.0.2.1', '192.0.2.1'],
    ['2001:41d0::1/128', '2001:41d0::1'],
    ['192.0.2.0/24', null],
    ['2001:41d0::/64', null],
    ['any', null],
    ['', null],
  ])('sees in %p the single address %p', (block, address) => {
    expect(singleAddress(block)).toBe(address);
  });

  it.each([
    ['57.128.1.2', true],
    ['2001:41d0::1', true],
    ['10.0.0.1', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['nonsense', false],
  ])('of %p says that it is public: %p', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });

  it('sorts what is sent in any order, each once', () => {
    const raw = ['57.128.1.2/32', 7, '10.0.0.2', '2001:41d0::/64', '10.0.0.1', '57.128.1.2'];
    expect(sortAddresses(raw)).toEqual({
      publicIps: ['57.128.1.2'],
      privateIps: ['10.0.0.1', '10.0.0.2'],
    });
  });

  it('knows a list that lets everybody in', () => {
    expect(allowsAnyone(['198.51.100.0/24', '0.0.0.0/0'])).toBe(true);
    expect(allowsAnyone(['::/0'])).toBe(true);
    expect(allowsAnyone(['198.51.100.0/24', '10.0.0.0/10'])).toBe(false);
    expect(allowsAnyone([])).toBe(false);
  });
});
