import { readCursor, START, writeCursor, type PlacePosition } from './list-cursor';

describe('list cursor', () => {
  it.each<PlacePosition>([
    { place: 'fr-par-1', ...START },
    { place: 'nl-ams', page: 7, firstId: 'a', lastId: 'b' },
    { place: 'fr-par-2', page: 2, firstId: 'odd"id:,[', lastId: null },
  ])('reads what it wrote: %j', (position) => {
    expect(readCursor(writeCursor(position))).toEqual(position);
  });

  it.each(['', 'next', '{}', '[]', '["fr-par-1"]', '["x",0,null,null]', '[1,1,null,null]'])(
    'refuses %j so that the listing starts over',
    (cursor) => {
      expect(() => readCursor(cursor)).toThrow(
        expect.objectContaining({ fault: expect.objectContaining({ kind: 'malformed' }) }),
      );
    },
  );
});
