import { findGuardRefusal, GuardRefusal, mayConnectTo } from './guarded-agent';

describe('mayConnectTo', () => {
  it.each([
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.10',
    '100.64.0.1',
    '8.8.8.8',
    '2a01:4f8::1',
    'fd12:3456:789a::1',
    '::ffff:10.0.0.1',
    '64:ff9b::8.8.8.8',
    '2002:808:808::1',
  ])('allows %s', (address) => {
    expect(mayConnectTo(address)).toBe(true);
  });

  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['loopback', '::1'],
    ['link-local', '169.254.1.1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['metadata', '169.254.169.254'],
    ['metadata', '169.254.170.2'],
    ['metadata', 'fd00:ec2::254'],
    ['metadata', 'fd00:ec2:0:0:0:0:0:254'],
    ['metadata', 'fd20:ce::254'],
    ['metadata', 'fd00:42::42'],
    ['metadata', '100.100.100.200'],
    ['metadata', '168.63.129.16'],
    ['unspecified', '0.0.0.0'],
    ['unspecified', '0.1.2.3'],
    ['unspecified', '::'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '192.0.0.192'],
    ['reserved', '240.0.0.1'],
    ['mapped', '::ffff:127.0.0.1'],
    ['mapped', '::ffff:a9fe:a9fe'],
    ['mapped', '0:0:0:0:0:ffff:169.254.169.254'],
    ['mapped metadata', '::ffff:100.100.100.200'],
    ['NAT64', '64:ff9b::169.254.169.254'],
    ['NAT64', '64:ff9b:1::127.0.0.1'],
    ['SIIT', '::ffff:0:127.0.0.1'],
    ['6to4', '2002:a9fe:a9fe::1'],
    ['6to4', '2002:7f00:1::'],
    ['compatible', '::127.0.0.1'],
    ['Teredo', '2001::1'],
    ['discard', '100::1'],
    ['site-local', 'fec0::1'],
  ])('refuses %s: %s', (_kind, address) => {
    expect(mayConnectTo(address)).toBe(false);
  });

  it.each(['2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '127.1', '0x7f.1', '0'])(
    'refuses the odd form %s for what it means',
    (address) => {
      expect(mayConnectTo(address)).toBe(false);
    },
  );

  it.each(['', 'localhost', 'pve.example', '1.2.3.4.5', ':::'])('refuses %p', (text) => {
    expect(mayConnectTo(text)).toBe(false);
  });

  it('allows loopback, and nothing else, when told', () => {
    const allowed = ['127.0.0.1', '::1', '::ffff:127.0.0.1', '169.254.169.254', '0.0.0.0'].filter(
      (address) => mayConnectTo(address, true),
    );
    expect(allowed).toEqual(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
  });
});

describe('findGuardRefusal', () => {
  const refusal = new GuardRefusal('ADDRESS_REFUSED', 'no');

  it('finds the refusal that fetch wraps', () => {
    expect(findGuardRefusal(new TypeError('fetch failed', { cause: refusal }))).toBe(refusal);
    expect(findGuardRefusal(refusal)).toBe(refusal);
  });

  it.each([null, 'text', new Error('other'), { cause: refusal }])('finds none in %p', (error) => {
    expect(findGuardRefusal(error)).toBeNull();
  });

  it('ends on an error that is its own cause', () => {
    const error = new Error('round and round');
    error.cause = error;
    expect(findGuardRefusal(error)).toBeNull();
  });
});
