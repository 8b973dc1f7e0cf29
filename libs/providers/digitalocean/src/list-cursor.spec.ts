import { readCursor, writeCursor, type Position } from './list-cursor';

describe('list cursor', () => {
  it.each<Position>([
    { end: 200, firstId: '1', lastId: '9007199254740993', seen: 200, total: 430 },
    { end: 390, firstId: '2604:a880::1', lastId: 'a "b" c', seen: 0, total: null },
    { end: 200, firstId: null, lastId: null, seen: 200, total: 0 },
  ])('reads what it wrote: %j', (position) => {
    expect(readCursor(writeCursor(position))).toEqual(position);
  });

  it('starts at the first position', () => {
    expect(readCursor(null)).toEqual({
      end: 0,
      firstId: null,
      lastId: null,
      seen: 0,
      total: null,
    });
  });

  it.each([
    '',
    'next',
    '{}',
    '2:3',
    '[]',
    '[0,"1","2",3,4]',
    '[1.5,"1","2",3,4]',
    '[1,2,"2",3,4]',
    '[1,"1","2",3,"4"]',
    '[1,"1","2",3,4,5]',
  ])('refuses %p', (cursor) => {
    expect(() => readCursor(cursor)).toThrow('no cursor');
  });
});
