import { parsePostmasterFile } from './leftover-server';

const file = (pid: string, status: string): string =>
  [pid, '/data', '1795226623', '55999', '', '127.0.0.1', '  2146922         9', status].join('\n');

describe('parsePostmasterFile', () => {
  it('tells a server that accepts connections from one that recovers', () => {
    expect(parsePostmasterFile(file('9509', 'ready   '))).toEqual({ pid: 9509, ready: true });
    expect(parsePostmasterFile(file('9509', 'starting'))).toEqual({ pid: 9509, ready: false });
  });

  it.each(['', '0', '1', '-9509', 'pid'])('takes no process from "%s"', (pid) => {
    expect(parsePostmasterFile(file(pid, 'ready'))).toBeUndefined();
  });
});
