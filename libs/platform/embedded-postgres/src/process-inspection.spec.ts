import { commandLine, isRunning, parseProcStat, processStartToken } from './process-inspection';

describe('parseProcStat', () => {
  const rest = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20';

  it('finds state and start time behind a command name with blanks and parentheses', () => {
    expect(parseProcStat(`12 (tmux: (x) S) Z ${rest}`)).toEqual({ state: 'Z', startTime: '4711' });
  });

  it('gives undefined for a truncated text', () => {
    expect(parseProcStat('12 (sh) S 1')).toBeUndefined();
  });
});

describe('the inspection of this process', () => {
  it('finds it running, with its command line', () => {
    expect(isRunning(process.pid)).toBe(true);
    expect(processStartToken(process.pid)).toBe(processStartToken(process.pid));
    expect(commandLine(process.pid)).toContain('jest');
  });
});
