import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createTestDatabase, type TestResource } from '@skyledger/testing';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyFields, type CopyValue } from './copy-text';

let resource: TestResource;
let client: Client;

beforeAll(async () => {
  resource = await createTestDatabase();
  client = new Client({ connectionString: resource.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await resource.drop();
});

/** Copies the values into a column of the type, and reads them back in order. */
async function roundTrip(type: string, values: readonly CopyValue[]): Promise<unknown[]> {
  await client.query(`CREATE TEMPORARY TABLE copied (n integer, v ${type}, after text)`);
  try {
    const sink = client.query(copyFrom('COPY copied FROM STDIN'));
    const lines = values.map((value, index) => `${copyFields([index, value, 'after'])}\n`);
    await pipeline(Readable.from(lines), sink);
    const { rows } = await client.query<{ v: unknown; after: string }>(
      'SELECT v, after FROM copied ORDER BY n',
    );
    expect(rows.every((row) => row.after === 'after')).toBe(true);
    return rows.map((row) => row.v);
  } finally {
    await client.query('DROP TABLE copied');
  }
}

/** Texts of what could be taken for something else, in every order; the same each time. */
function* awkwardTexts(): Generator<string> {
  const pieces = [
    '\\',
    '\t',
    '\n',
    '\r',
    '"',
    "'",
    ',',
    '{',
    '}',
    '\\N',
    '\\.',
    'NULL',
    ' ',
    'é',
    '🛰',
    '\u0001',
    '\u007f',
    'a',
    '\b',
    '\v',
    '\f',
    '\\x41',
    '\\101',
    '%',
    '$1',
  ];
  for (const first of pieces) {
    yield first;
    for (const second of pieces) yield first + second;
  }
  let state = 42;
  for (let count = 0; count < 2000; count += 1) {
    let text = '';
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    for (let left = (state >> 8) % 12; left > 0; left -= 1) {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      text += pieces[(state >> 8) % pieces.length]!;
    }
    yield text;
  }
}

const texts = ['', ...awkwardTexts()];

describe('what COPY reads', () => {
  it('is the text that was written', async () => {
    expect(await roundTrip('text', texts)).toEqual(texts);
  });

  it('is the array that was written', async () => {
    const arrays = [
      [],
      [''],
      ['NULL', 'null'],
      ...texts.map((text, i) => [text, texts[i + 1] ?? '']),
    ];
    expect(await roundTrip('text[]', arrays)).toEqual(arrays);
  });

  it('is the JSON that was written', async () => {
    const values = texts.map((text) => ({ [text]: [text, { deep: text }] }));
    expect(
      await roundTrip(
        'jsonb',
        values.map((value) => JSON.stringify(value)),
      ),
    ).toEqual(values);
  });

  it('is null, and not the text that stands for it', async () => {
    expect(await roundTrip('text', [null, '\\N', 'null'])).toEqual([null, '\\N', 'null']);
  });

  it('is the number, the truth value, the bytes', async () => {
    expect(await roundTrip('double precision', [0, -1.5, 1e300])).toEqual([0, -1.5, 1e300]);
    expect(await roundTrip('boolean', [true, false, null])).toEqual([true, false, null]);
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    expect(await roundTrip('bytea', [bytes, Buffer.alloc(0)])).toEqual([bytes, Buffer.alloc(0)]);
  });
});
