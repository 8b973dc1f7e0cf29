import { encodeCursor } from './cursor';
import { limitSchema, pageText } from './page';

const rows = ['a', 'b', 'c'].map((id) => ({ item: `{"id":"${id}"}`, key: [id] }));

it('ends with the cursor of the last item shown when there are more', () => {
  expect(JSON.parse(pageText('things', rows, 2))).toEqual({
    items: [{ id: 'a' }, { id: 'b' }],
    next_cursor: encodeCursor('things', ['b']),
  });
});

it('ends without a cursor on the last page', () => {
  expect(JSON.parse(pageText('things', rows, 3))).toMatchObject({ next_cursor: null });
  expect(JSON.parse(pageText('things', [], 3))).toEqual({ items: [], next_cursor: null });
});

it.each([
  [undefined, 50],
  ['1', 1],
  ['500', 500],
])('takes %p as a limit', (text, limit) => {
  expect(limitSchema.parse(text)).toBe(limit);
});

it.each(['0', '501', '-1', '1.5', 'x', ''])('does not take %p as a limit', (text) => {
  expect(limitSchema.safeParse(text).success).toBe(false);
});
