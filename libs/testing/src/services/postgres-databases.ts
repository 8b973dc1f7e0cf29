import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The same server's URL with another database. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

/**
 * Makes a database, as a copy of `template` where given, and returns its URL. Nobody may be
 * connected to the template meanwhile.
 *
 * @param serverUrl of a login that may create databases
 * @param name unique one unless given
 */
export async function createDatabase(
  serverUrl: string,
  { template, name }: { template?: string; name?: string } = {},
): Promise<string> {
  const database = name ?? `test_${randomBytes(8).toString('hex')}`;
  const from = template === undefined ? '' : ` TEMPLATE ${quote(template)}`;
  await execute(serverUrl, `CREATE DATABASE ${quote(database)}${from}`);
  return databaseUrl(serverUrl, database);
}

/** Removes the database of `url`, ending the connections to it. */
export async function dropDatabase(serverUrl: string, url: string): Promise<void> {
  const database = decodeURIComponent(new URL(url).pathname.slice(1));
  await execute(serverUrl, `DROP DATABASE IF EXISTS ${quote(database)} WITH (FORCE)`);
}
