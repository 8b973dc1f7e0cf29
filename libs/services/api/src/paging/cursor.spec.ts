import { z } from 'zod';
import { cursorSchema, encodeCursor } from './cursor';

const schema = cursorSchema('things', [z.string().regex(/^\d+$/), z.uuid()]);
const id = '0198a000-0000-7000-8000-000000000002';

it('comes back as it was given', () => {
  expect(schema.parse(encodeCursor('things', ['17', id]))).toEqual(['17', id]);
});

it('may be left out', () => {
  expect(schema.parse(undefined)).toBeUndefined();
});

it.each([
  ['of another listing', encodeCursor('others', ['17', id])],
  ['with a part of another form', encodeCursor('things', ['x', id])],
  ['with too few parts', encodeCursor('things', ['17'])],
  ['with too many parts', encodeCursor('things', ['17', id, '1'])],
  ['that is no list', Buffer.from('{"0":"things"}').toString('base64url')],
  ['that is no JSON', Buffer.from('[').toString('base64url')],
  ['that is empty', ''],
  ['that is endless', 'A'.repeat(501)],
])('refuses one %s', (_, cursor) => {
  expect(schema.safeParse(cursor).success).toBe(false);
});
