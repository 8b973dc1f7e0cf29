import { Database, type Tx } from './database';
import { isTransientDatabaseError } from './database-errors';
import { assertRestricted } from './restricted-session';
import { openServiceLogin, type ServiceLogin } from './testing/service-login';
import { insertTenantRows, type TenantRows } from './testing/tenant-rows';
import { eventually, type FaultProxy, startFaultProxy } from './testing/test-services';

let login: ServiceLogin;
let database: Database;
let ours: TenantRows;
let theirs: TenantRows;

beforeAll(async () => {
  login = await openServiceLogin();
  [ours, theirs] = [await insertTenantRows(login.owner), await insertTenantRows(login.owner)];
  database = await connect(2);
});
afterAll(async () => {
  await database.close();
  await login.close();
});

const connect = (poolSize: number, url = login.url): Promise<Database> =>
  Database.connect({ url, poolSize, applicationName: 'database test' });

const tenantsSeen = async (tx: Tx): Promise<string[]> =>
  (await tx.query<{ tenant_id: string }>('SELECT tenant_id FROM cloud_resources')).map(
    (row) => row.tenant_id,
  );

const kill = (where: string): Promise<unknown> =>
  login.owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${where}`,
  );

describe('a transaction', () => {
  it('sees its tenant, or nobody', async () => {
    expect(await database.withTenant(ours.tenantId, tenantsSeen)).toEqual([ours.tenantId]);
    expect(await database.withoutTenant(tenantsSeen)).toEqual([]);
  });

  it('of one statement sees nobody, and sets a tenant for itself alone', async () => {
    const seen = 'SELECT tenant_id FROM cloud_resources';
    expect(await database.statement(seen, [])).toEqual([]);
    const asTenant = `SELECT set_config('app.tenant_id', $1, true)`;
    await database.statement(asTenant, [ours.tenantId]);
    expect(await database.statement(seen, [])).toEqual([]);
  });

  it('plans by index until it is told otherwise, and the next one plans freely', async () => {
    const settings = async (tx: Tx): Promise<string[]> => {
      const rows = await tx.prepared<{ setting: string }>(
        `SELECT setting FROM pg_settings WHERE name IN ('enable_seqscan', 'enable_hashjoin')`,
      );
      return rows.map(({ setting }) => setting);
    };
    const work = async (tx: Tx): Promise<string[]> => {
      const before = await settings(tx);
      await tx.planFreely();
      return [...before, ...(await settings(tx))];
    };
    const told = await database.withTenant(ours.tenantId, work, { byIndex: true });
    expect(told).toEqual(['off', 'off', 'on', 'on']);
    expect(await database.withTenant(ours.tenantId, settings)).toEqual(['on', 'on']);
  });

  it('is committed as a whole, or not at all', async () => {
    const rename = (tx: Tx): Promise<object[]> =>
      tx.query(`UPDATE tenants SET name = 'renamed' WHERE tenant_id = $1`, [ours.tenantId]);
    const name = async (): Promise<unknown> =>
      (
        await login.owner.query<{ name: string }>('SELECT name FROM tenants WHERE tenant_id = $1', [
          ours.tenantId,
        ])
      ).rows[0]?.name;
    const failing = database.withTenant(ours.tenantId, async (tx) => {
      await rename(tx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await name()).toBe('a tenant');
    await database.withTenant(ours.tenantId, rename);
    expect(await name()).toBe('renamed');
  });

  it.each(["'; DROP TABLE x; --", '', 'x'.repeat(36), '00000000-0000-0000-0000-00000000000g'])(
    'is refused for what is no tenant id: %j',
    async (tenantId) => {
      const work = jest.fn();
      await expect(database.withTenant(tenantId, work)).rejects.toThrow('not a tenant id');
      expect(work).not.toHaveBeenCalled();
    },
  );

  it('may go on as the tenant whose row it claimed, until it ends', async () => {
    const one = await connect(1);
    try {
      const seen = await one.withoutTenant(async (tx) => {
        const before = await tenantsSeen(tx);
        await tx.actAs(ours.tenantId);
        return [before, await tenantsSeen(tx)];
      });
      expect(seen).toEqual([[], [ours.tenantId]]);
      expect(await one.withoutTenant(tenantsSeen)).toEqual([]);
      await expect(one.withoutTenant((tx) => tx.actAs('x'))).rejects.toThrow('not a tenant id');
    } finally {
      await one.close();
    }
  });
});

describe('a connection used again', () => {
  it.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['after success', (tx) => tx.query('SELECT 1')],
    ['after an error of the work', () => Promise.reject(new Error('work'))],
    ['after an error of a statement', (tx) => tx.query('SELECT 1/0')],
    ['after an error in a nested part', (tx) => tx.query('SAVEPOINT a; SELECT 1/0')],
    [
      'after a statement that took too long',
      (tx) => tx.query(`SET LOCAL statement_timeout = 1; SELECT pg_sleep(5)`),
    ],
    [
      'after the server ended it',
      (tx) => tx.query('SELECT pg_terminate_backend(pg_backend_pid())'),
    ],
  ])('does not know the tenant before: %s', async (_, work) => {
    const one = await connect(1);
    try {
      await one.withTenant(theirs.tenantId, work).catch(() => undefined);
      expect(await one.withoutTenant(tenantsSeen)).toEqual([]);
      expect(await one.withTenant(ours.tenantId, tenantsSeen)).toEqual([ours.tenantId]);
    } finally {
      await one.close();
    }
  });

  it('is given back, whatever happened', async () => {
    const one = await connect(1);
    try {
      for (let round = 0; round < 5; round += 1) {
        await expect(one.withoutTenant((tx) => tx.query('SELECT 1/0'))).rejects.toThrow();
      }
      await expect(one.withoutTenant((tx) => tx.query('SELECT 1 AS x'))).resolves.toEqual([
        { x: 1 },
      ]);
    } finally {
      await one.close();
    }
  });
});

describe('a conflict', () => {
  const raise = (tx: Tx, state: string): Promise<object[]> =>
    tx.query(`DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '${state}'; END $$`);

  it.each(['40001', '40P01'])('%s repeats the whole work', async (state) => {
    let tries = 0;
    const result = await database.withTenant(ours.tenantId, async (tx) => {
      tries += 1;
      if (tries < 3) await raise(tx, state);
      return tenantsSeen(tx);
    });
    expect([tries, result]).toEqual([3, [ours.tenantId]]);
  });

  it('is given up after some tries, and another error at once', async () => {
    const work = jest.fn((tx: Tx) => raise(tx, '40001'));
    await expect(database.withoutTenant(work)).rejects.toMatchObject({ code: '40001' });
    expect(work).toHaveBeenCalledTimes(5);
    const other = jest.fn((tx: Tx) => raise(tx, '23505'));
    await expect(database.withoutTenant(other)).rejects.toMatchObject({ code: '23505' });
    expect(other).toHaveBeenCalledTimes(1);
  });

  it('is repeated on its own connection, before whoever waits for one', async () => {
    const single = await connect(1);
    const order: string[] = [];
    let waits: Promise<unknown> = Promise.resolve();
    const loses = single.withoutTenant(async (tx) => {
      order.push('loses, then wins');
      if (order.length === 1) {
        waits = single.withoutTenant(() => Promise.resolve(order.push('waits')));
        await tx.query(`DO $$ BEGIN RAISE SQLSTATE '40001'; END $$`);
      }
    });
    await loses;
    await waits;
    await single.close();
    expect(order).toEqual(['loses, then wins', 'loses, then wins', 'waits']);
  });

  it('of two that lock in opposite orders ends well for both', async () => {
    const rows = [ours.resourceId, (await addResource()).toString()];
    let holding = 0;
    const lock = async (tx: Tx, id: string | undefined): Promise<void> => {
      await tx.query('UPDATE cloud_resources SET name = name WHERE id = $1', [id]);
    };
    const writer = (first: number, second: number): Promise<void> =>
      database.withTenant(ours.tenantId, async (tx) => {
        await lock(tx, rows[first]);
        holding += 1;
        // Only the first time both hold one: after the deadlock one goes on alone.
        if (holding <= 2) await eventually(() => holding >= 2);
        await lock(tx, rows[second]);
      });
    await Promise.all([writer(0, 1), writer(1, 0)]);
    // Once each, and again for whoever lost.
    expect(holding).toBeGreaterThanOrEqual(3);
  });

  async function addResource(): Promise<string> {
    const { rows } = await login.owner.query<{ id: string }>(
      `INSERT INTO cloud_resources (tenant_id, account_id, provider, resource_id, resource_type, native_type, state,
         private_ips, public_ips, tags, attributes, relationships, content_hash, pass_key, pass_region, run_number)
       VALUES ($1, $2, 'aws', 'i-2', 'vm', 'x', 'running', '{}', '{}', '{}', '{}', '[]', '\\x00', 'p', 'r', 1)
       RETURNING id`,
      [ours.tenantId, ours.accountId],
    );
    const added = rows[0]!.id;
    cleanups.push(() => login.owner.query('DELETE FROM cloud_resources WHERE id = $1', [added]));
    return added;
  }
  const cleanups: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
  });
});

describe('a server that is away', () => {
  it('is an error that passes, for work under way and for new work', async () => {
    const proxy = await startFaultProxy(Number(new URL(login.url).port));
    const far = await connect(2, proxy.through(login.url));
    try {
      const underway = far.withoutTenant(async (tx) => {
        proxy.cut();
        return tx.query('SELECT 1');
      });
      await expect(underway.catch(isTransientDatabaseError)).resolves.toBe(true);
      await expect(
        far.withoutTenant((tx) => tx.query('SELECT 1')).catch(isTransientDatabaseError),
      ).resolves.toBe(true);
      proxy.resume();
      await expect(far.withoutTenant((tx) => tx.query('SELECT 1 AS x'))).resolves.toEqual([
        { x: 1 },
      ]);
    } finally {
      await far.close();
      await proxy.close();
    }
  });

  it('that ends idle connections ends nothing else', async () => {
    const idle = await connect(3);
    try {
      await Promise.all(
        [1, 2, 3].map(() => idle.withoutTenant((tx) => tx.query('SELECT pg_sleep(0.05)'))),
      );
      await kill(`usename = '${new URL(login.url).username}'`);
      await eventually(() => idle.withoutTenant((tx) => tx.query('SELECT 1')));
    } finally {
      await idle.close();
    }
  });

  it('that ends connections while they change hands ends nothing else', async () => {
    const busy = await connect(6);
    let over = false;
    let lost = 0;
    const user = async (): Promise<void> => {
      while (!over) await busy.withoutTenant((tx) => tx.query('SELECT 1')).catch(() => (lost += 1));
    };
    const users = Array.from({ length: 12 }, user);
    try {
      while (lost < 200) await kill(`usename = '${new URL(login.url).username}'`);
    } finally {
      over = true;
      await Promise.all(users);
      await busy.close();
    }
  });
});

describe('a session that is not restricted', () => {
  it('is refused: a superuser, and an owner of tables', async () => {
    const asOwner = {
      query: async (sql: string) => (await login.owner.query(sql)).rows,
    } as unknown as Tx;
    await expect(assertRestricted(asOwner)).rejects.toThrow('it must run as skyledger_service');
    await login.owner.query('BEGIN');
    try {
      await login.owner.query('ALTER TABLE cloud_accounts OWNER TO skyledger_service');
      await login.owner.query('SET LOCAL ROLE skyledger_service');
      await expect(assertRestricted(asOwner)).rejects.toThrow('skyledger_service, which');
    } finally {
      await login.owner.query('ROLLBACK');
    }
    await expect(database.withoutTenant((tx) => assertRestricted(tx))).resolves.toBeUndefined();
  });

  it('is not what a login of the owner gets: it takes the role too', async () => {
    const owners = await connect(1, login.ownerUrl);
    try {
      expect(await owners.withoutTenant(tenantsSeen)).toEqual([]);
    } finally {
      await owners.close();
    }
  });
});

describe('listening', () => {
  const CHANNEL = 'test "channel"';
  const notify = (payload: string): Promise<unknown> =>
    login.owner.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]);
  const listeners = async (): Promise<number> =>
    (
      await login.owner.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'database test listen'`,
      )
    ).rows.length;

  it('hears every notification, and one empty one at the start', async () => {
    const heard: string[] = [];
    const stop = await database.listen(CHANNEL, (payload) => heard.push(payload));
    await notify('a');
    await notify('b');
    await eventually(() => expect(heard).toEqual(['', 'a', 'b']));
    await stop();
    await eventually(async () => expect(await listeners()).toBe(0));
  });

  it('goes on after its connection was lost, with one connection, and says so', async () => {
    const heard: string[] = [];
    const stop = await database.listen(CHANNEL, (payload) => heard.push(payload));
    for (let round = 1; round <= 3; round += 1) {
      await kill(`application_name = 'database test listen'`);
      await eventually(() => expect(heard).toHaveLength(round + 1));
    }
    await notify('after');
    await eventually(() => expect(heard).toEqual(['', '', '', '', 'after']));
    expect(await listeners()).toBe(1);
    await stop();
    await eventually(async () => expect(await listeners()).toBe(0));
  });

  describe('where the server is away', () => {
    let proxy: FaultProxy;
    let far: Database;

    beforeEach(async () => {
      proxy = await startFaultProxy(Number(new URL(login.url).port));
      far = await connect(1, proxy.through(login.url));
    });
    afterEach(async () => {
      await far.close();
      await proxy.close();
    });

    it('begins when it comes back, once', async () => {
      proxy.cut();
      const heard: string[] = [];
      const stop = await far.listen(CHANNEL, (payload) => heard.push(payload));
      expect(heard).toEqual([]);
      proxy.resume();
      await eventually(() => expect(heard).toEqual(['']));
      await notify('once');
      await eventually(() => expect(heard).toEqual(['', 'once']));
      expect(await listeners()).toBe(1);
      await stop();
      await eventually(async () => expect(await listeners()).toBe(0));
    });

    it('can be stopped before it ever began', async () => {
      proxy.cut();
      const stop = await far.listen(CHANNEL, () => undefined);
      await stop();
      proxy.resume();
      await far.withoutTenant((tx) => tx.query('SELECT pg_sleep(0.7)'));
      expect(await listeners()).toBe(0);
    });
  });
});
