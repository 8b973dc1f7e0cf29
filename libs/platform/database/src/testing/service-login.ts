import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { SERVICE_ROLE } from '../database';
import { createTestDatabase, type TestResource } from './test-services';

/** A migrated database, with the login that a service has in production. */
export interface ServiceLogin {
  /** A session of the owner of the tables, who sees everything. */
  owner: Client;
  ownerUrl: string;
  /** URL of a login that is nothing but a member of the service role. */
  url: string;
  /** A session of that login, restricted as `Database` restricts it. */
  connect(): Promise<Client>;
  close(): Promise<void>;
}

/** Makes a database and a login of its own. */
export async function openServiceLogin(): Promise<ServiceLogin> {
  const resource: TestResource = await createTestDatabase();
  const owner = new Client({ connectionString: resource.url });
  await owner.connect();
  const [name, password] = [`login_${randomBytes(6).toString('hex')}`, 'test'];
  await owner.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}' IN ROLE ${SERVICE_ROLE}`);
  const url = new URL(resource.url);
  [url.username, url.password] = [name, password];
  const clients: Client[] = [];
  return {
    owner,
    ownerUrl: resource.url,
    url: url.href,
    async connect() {
      const client = new Client({
        connectionString: url.href,
        options: `-c role=${SERVICE_ROLE}`,
      });
      client.on('error', () => undefined);
      await client.connect();
      clients.push(client);
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
      await owner.query(`DROP ROLE ${name}`);
      await owner.end();
      await resource.drop();
    },
  };
}
