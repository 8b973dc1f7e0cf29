import { existsSync } from 'node:fs';
import { isRunning } from '@skyledger/embedded-postgres';
import { Client } from 'pg';
import { startPrivatePostgres } from './private-postgres';
import type { PrivatePostgres } from './private-postgres';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

describe('startPrivatePostgres', () => {
  let postgres: PrivatePostgres;

  beforeAll(async () => {
    postgres = await startPrivatePostgres({
      migrate: async (url) => {
        await query(url, 'create table thing (id int primary key)');
      },
    });
  });

  afterAll(() => postgres.dispose());

  it('gives each caller a migrated database of its own', async () => {
    const [one, other] = await Promise.all([postgres.createDatabase(), postgres.createDatabase()]);
    await query(one, 'insert into thing values (1)');
    expect(await query(one, 'select id from thing')).toEqual([{ id: 1 }]);
    expect(await query(other, 'select id from thing')).toEqual([]);
  });

  it('keeps committed rows over kill and start, on the same URL', async () => {
    const url = await postgres.createDatabase();
    await query(url, 'insert into thing values (7)');
    await postgres.kill();
    await expect(query(url, 'select 1')).rejects.toThrow();
    await postgres.start();
    expect(await query(url, 'select id from thing')).toEqual([{ id: 7 }]);
  });

  it('leaves neither server nor data behind', async () => {
    const second = await startPrivatePostgres();
    const { pid } = second;
    const [row] = (await query(second.url(), 'show data_directory')) as [
      { data_directory: string },
    ];
    await second.dispose();
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(row.data_directory)).toBe(false);
  });
});
