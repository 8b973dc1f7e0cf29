import { settingArguments } from './server-settings';

const fixed = { port: 5433, clusterName: 'skyledger-1' };

describe('settingArguments', () => {
  it('is durable and listens on the loopback address only', () => {
    const args = settingArguments(fixed);
    expect(args).toContain('synchronous_commit=on');
    expect(args).toContain('listen_addresses=127.0.0.1');
    expect(args).toContain('port=5433');
    expect(args.join(' ')).not.toContain('fsync');
  });

  it('lets callers change settings, but not where the server listens', () => {
    const args = settingArguments(fixed, { fsync: 'off', jit: 'on', listen_addresses: '*' });
    expect(args).toEqual(expect.arrayContaining(['fsync=off', 'jit=on']));
    expect(args.filter((arg) => arg.startsWith('listen_addresses'))).toEqual([
      'listen_addresses=127.0.0.1',
    ]);
  });

  it('refuses a name that is no setting', () => {
    expect(() => settingArguments(fixed, { 'a=b': 'c' })).toThrow('"a=b"');
  });
});
