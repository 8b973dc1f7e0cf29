import { handlesOf } from './handles';

const nothing = { instanceId: null, privateIps: [], publicIps: [] };

describe('handlesOf', () => {
  it.each([
    ['arn:aws:ec2:eu-central-1:1:instance/i-0AbC', 'i-0abc'],
    ['i-0abc', 'i-0abc'],
    ['server/42', '42'],
    ['42', '42'],
  ])('knows the machine %s as %s', (instanceId, value) => {
    expect(handlesOf({ ...nothing, instanceId })).toEqual([{ kind: 'instance_id', value }]);
  });

  it.each(['', 'server/', 'a'.repeat(257), 'a\0b'])('has no use for the id %j', (instanceId) => {
    expect(handlesOf({ ...nothing, instanceId })).toEqual([]);
  });

  it.each([
    ['10.0.0.5', '10.0.0.5'],
    ['::ffff:10.0.0.5', '10.0.0.5'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ])('writes the address %s as %s', (address, value) => {
    expect(handlesOf({ ...nothing, privateIps: [address] })).toEqual([
      { kind: 'private_ip', value },
    ]);
    expect(handlesOf({ ...nothing, publicIps: [address] })).toEqual([{ kind: 'public_ip', value }]);
  });

  it.each([
    '127.0.0.1',
    '::1',
    '169.254.1.1',
    'fe80::1',
    'fe80::1%eth0',
    '0.0.0.0',
    '::',
    '224.0.0.1',
  ])('leaves out %s, which every machine may have', (address) => {
    expect(handlesOf({ ...nothing, privateIps: [address] })).toEqual([]);
  });

  it.each(['', 'web-1', '10', '0x0a.0.0.5', '10.0.0.0/24', '2001:db8::/64'])(
    'leaves out %j, which is no address',
    (address) => {
      expect(handlesOf({ ...nothing, publicIps: [address] })).toEqual([]);
    },
  );

  it('lists a handle once', () => {
    expect(handlesOf({ ...nothing, privateIps: ['10.0.0.5', '::ffff:10.0.0.5'] })).toHaveLength(1);
  });
});
