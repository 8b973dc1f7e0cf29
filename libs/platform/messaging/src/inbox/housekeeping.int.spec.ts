import { randomUUID } from 'node:crypto';
import { Database } from '@skyledger/database';
import { createTestDatabase, type TestResource } from '@skyledger/testing';
import { Housekeeping } from './housekeeping';
import { Inbox } from './inbox';

let resource: TestResource;
let database: Database;
beforeAll(async () => {
  resource = await createTestDatabase();
  database = await Database.connect({ url: resource.url, poolSize: 2, applicationName: 'test' });
});
afterAll(async () => {
  await database?.close();
  await resource?.drop();
});

it('forgets old inbox entries and expired calls, and keeps the others', async () => {
  const inbox = new Inbox();
  const [old, recent] = [randomUUID(), randomUUID()];
  await database.withoutTenant(async (tx) => {
    await inbox.once(tx, 'queue', recent);
    await tx.query(
      `INSERT INTO messaging.inbox (queue, message_id, processed_at) VALUES ('queue', $1, now() - interval '8 days')`,
      [old],
    );
    await tx.query(
      `INSERT INTO messaging.calls (queue, correlation_id, headers, body, expires_at) VALUES
        ('expired', gen_random_uuid(), '{}', '', now() - interval '2 minutes'),
        ('waiting', gen_random_uuid(), '{}', '', now() + interval '1 minute')`,
    );
  });
  await new Housekeeping(database).prune();
  await database.withoutTenant(async (tx) => {
    expect(await inbox.once(tx, 'queue', recent)).toBe(false);
    expect(await inbox.once(tx, 'queue', old)).toBe(true);
    expect(await tx.query('SELECT queue FROM messaging.calls')).toEqual([{ queue: 'waiting' }]);
  });
});
