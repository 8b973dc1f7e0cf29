import { readCursor, START, writeCursor, type Position } from './list-cursor';

describe('list cursor', () => {
  it.each<Position>([
    { offset: 50, seen: null },
    { offset: 120, seen: { firstId: '9c1b-1', lastId: '4' } },
  ])('reads what it wrote: %j', (position) => {
    expect(readCursor(writeCursor(position))).toEqual(position);
  });

  it('starts at the beginning', () => {
    expect(readCursor(null)).toEqual(START);
  });

  it.each(['', 'next', '2:', '2:1', '2:1:2:3', '-1'])('refuses %p', (cursor) => {
    expect(() => readCursor(cursor)).toThrow('no cursor');
  });
});
