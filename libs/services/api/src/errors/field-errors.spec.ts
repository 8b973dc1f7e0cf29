import { z } from 'zod';
import { fieldErrors } from './field-errors';

const schema = z.strictObject({
  name: z.string().min(1).max(5),
  kind: z.enum(['a', 'b']),
  count: z.number().min(2).max(3).optional(),
  address: z.union([z.ipv4(), z.ipv6()]).optional(),
  when: z.iso.datetime().optional(),
  pattern: z.string().regex(/^x/, 'something that begins with x').optional(),
  schedule: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('interval'), minutes: z.number() }),
      z.object({ kind: z.literal('manual') }),
    ])
    .optional(),
  list: z.array(z.object({ id: z.string() })).optional(),
});
const good = { name: 'x', kind: 'a' };

it.each<[string, object, { field: string; expected: string }[]]>([
  ['a missing field', { kind: 'a' }, [{ field: 'name', expected: 'string' }]],
  ['another type', { ...good, name: 7 }, [{ field: 'name', expected: 'string' }]],
  ['an unknown word', { ...good, kind: 'z' }, [{ field: 'kind', expected: 'one of a, b' }]],
  ['too short', { ...good, name: '' }, [{ field: 'name', expected: 'a length of at least 1' }]],
  ['too long', { ...good, name: '123456' }, [{ field: 'name', expected: 'a length of at most 5' }]],
  ['too little', { ...good, count: 1 }, [{ field: 'count', expected: 'a value of at least 2' }]],
  ['no address', { ...good, address: 'x' }, [{ field: 'address', expected: 'ipv4 or ipv6' }]],
  ['no time', { ...good, when: 'now' }, [{ field: 'when', expected: 'datetime' }]],
  [
    'a pattern',
    { ...good, pattern: 'y' },
    [{ field: 'pattern', expected: 'something that begins with x' }],
  ],
  [
    'an unknown alternative',
    { ...good, schedule: { kind: 'moon' } },
    [{ field: 'schedule.kind', expected: 'one of interval, manual' }],
  ],
  ['a deep field', { ...good, list: [{}] }, [{ field: 'list.0.id', expected: 'string' }]],
  [
    'unknown fields',
    { ...good, a: 1, b: 2 },
    [
      { field: 'a', expected: 'no such field' },
      { field: 'b', expected: 'no such field' },
    ],
  ],
])('names %s', (_, value, expected) => {
  expect(fieldErrors(schema.safeParse(value).error?.issues ?? [])).toEqual(expected);
});

it('names the body when it is no object', () => {
  expect(fieldErrors(schema.safeParse(undefined).error?.issues ?? [])).toEqual([
    { field: 'body', expected: 'object' },
  ]);
});

it('puts the path of the whole in front', () => {
  const { error } = schema.safeParse({ ...good, secret: 1 });
  expect(fieldErrors(error?.issues ?? [], ['credentials'])).toEqual([
    { field: 'credentials.secret', expected: 'no such field' },
  ]);
});

it('never repeats what was sent', () => {
  const canary = 'canary-secret';
  const { error } = schema.safeParse({
    name: canary,
    kind: canary,
    address: canary,
    pattern: canary,
    schedule: { kind: canary },
  });
  expect(JSON.stringify(fieldErrors(error?.issues ?? []))).not.toContain('canary');
});
