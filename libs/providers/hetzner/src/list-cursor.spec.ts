import { readCursor, writeCursor, type Position } from './list-cursor';

describe('list cursor', () => {
  it.each<Position>([
    { page: 2, firstId: null, census: null },
    { page: 2, firstId: '9007199254740993', census: null },
    { page: 3, firstId: '100', census: { total: 250, newestId: '9007199254740995' } },
  ])('reads what it wrote: %j', (position) => {
    expect(readCursor(writeCursor(position))).toEqual(position);
  });

  it('starts at the first page', () => {
    expect(readCursor(null)).toEqual({ page: 1, firstId: null, census: null });
  });

  it.each(['', 'next', '2:', '2:1:3', '-1'])('refuses %p', (cursor) => {
    expect(() => readCursor(cursor)).toThrow('no cursor');
  });
});
