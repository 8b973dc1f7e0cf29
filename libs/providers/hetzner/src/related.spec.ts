import { related } from './related';

describe('related', () => {
  it('names each number once, in order', () => {
    expect(related('targets', 'server', [10, 9, '9007199254740993', 10])).toEqual([
      { kind: 'targets', resourceId: 'server/9' },
      { kind: 'targets', resourceId: 'server/10' },
      { kind: 'targets', resourceId: 'server/9007199254740993' },
    ]);
  });

  it('leaves out what is no number', () => {
    expect(related('runs_in', 'network', [null, undefined, {}, 'x', 1.5])).toEqual([]);
  });
});
