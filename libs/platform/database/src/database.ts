import { hash } from 'node:crypto';
import { Client, type Pool, type PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { isConcurrencyConflict } from './database-errors';
import { assertRestricted } from './restricted-session';

/** One transaction. */
export interface Tx {
  /** Runs one statement with `$1`-style parameters and returns its rows. */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /**
   * The same, parsed and planned once a connection. For fixed statements that run all the time and
   * that find rows by their primary key; see `byIndex`.
   */
  prepared<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Ends what `byIndex` began, for statements that read much. */
  planFreely(): Promise<void>;
  /** Makes the rest of the transaction see this tenant's rows. For work that claimed a row of any tenant. */
  actAs(tenantId: string): Promise<void>;
  /** The connection, for COPY. */
  readonly client: PoolClient;
}

export interface DatabaseOptions {
  url: string;
  /** Connections at most. */
  poolSize: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
}

export interface TransactionOptions {
  /**
   * Plans look rows up by index and join by nested loops, whatever statistics say. For look-ups by
   * key: a plan that is prepared while a table is small would go on reading the whole of it.
   */
  readonly byIndex?: boolean;
}

const BY_INDEX = ['seqscan', 'hashjoin', 'mergejoin']
  .map((method) => `SET LOCAL enable_${method} = off`)
  .join('; ');

/** Role every session of a service runs as: it owns nothing and does not bypass row-level security. */
export const SERVICE_ROLE = 'skyledger_service';
const CONFLICT_ATTEMPTS = 5;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The way to Postgres: every statement runs in a transaction that either belongs to one tenant, or
 * sees no tenant's rows at all.
 */
export class Database {
  private constructor(
    private readonly dataSource: DataSource,
    private readonly options: DatabaseOptions,
  ) {}

  /** @throws when the server cannot be reached, or the session is not as restricted as it must be */
  static async connect(options: DatabaseOptions): Promise<Database> {
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      applicationName: options.applicationName,
      extra: {
        max: options.poolSize,
        connectionTimeoutMillis: 10_000,
        options: sessionOptions(),
        keepAlive: true,
        onConnect: hearErrors,
      },
    });
    await dataSource.initialize();
    const database = new Database(dataSource, options);
    // A pool without a listener would end the process when the server closes an idle connection.
    database.pool.on('error', () => undefined);
    try {
      await database.withoutTenant((tx) => assertRestricted(tx));
    } catch (error) {
      await dataSource.destroy();
      throw error;
    }
    return database;
  }

  /**
   * Runs `work` in one transaction that sees the rows of one tenant. The whole of it is repeated
   * when it lost against a concurrent one (deadlock, serialization), so it must not have effects
   * outside the database.
   */
  async withTenant<T>(
    tenantId: string,
    work: (tx: Tx) => Promise<T>,
    { byIndex = false }: TransactionOptions = {},
  ): Promise<T> {
    const planning = byIndex ? `; ${BY_INDEX}` : '';
    return this.transaction(`BEGIN; ${setTenant(tenantId)}${planning}`, work);
  }

  /** The same without a tenant: for messaging tables and for functions that work across tenants. */
  async withoutTenant<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction('BEGIN', work);
  }

  /**
   * Runs one statement as a transaction of its own, without a tenant: one round trip, for functions
   * that set the tenant themselves.
   */
  async statement<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return repeatedOnConflict(async () => {
      const result = await this.pool.query<Row>(sql, parameters as unknown[]);
      return result.rows;
    });
  }

  /**
   * Calls `onNotify` for every notification on the channel, and with an empty payload after each
   * (re)connection, since notifications sent meanwhile are gone. Connects again and again while the
   * server is away, also the first time.
   * @returns a function that stops listening
   */
  async listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>> {
    let stopped = false;
    let client: Client | undefined;
    let retry: NodeJS.Timeout | undefined;
    const connect = async (): Promise<void> => {
      const next = new Client({
        connectionString: this.options.url,
        application_name: `${this.options.applicationName} listen`,
        options: sessionOptions(),
        keepAlive: true,
      });
      let over = false;
      const lost = (): void => {
        // A connection that ends while it is being made is reported in both ways.
        if (over) return;
        over = true;
        if (client === next) client = undefined;
        next.removeAllListeners('end');
        void next.end().catch(() => undefined);
        if (!stopped) retry = setTimeout(() => void connect(), 500);
      };
      next.on('error', () => undefined);
      next.on('end', lost);
      next.on('notification', (message) => onNotify(message.payload ?? ''));
      try {
        await next.connect();
        await next.query(`LISTEN ${quoteIdentifier(channel)}`);
      } catch {
        lost();
        return;
      }
      if (stopped) return void (await next.end());
      client = next;
      onNotify('');
    };
    await connect();
    return async () => {
      stopped = true;
      clearTimeout(retry);
      await client?.end();
    };
  }

  /** Closes every connection; waits for the transactions under way. */
  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  private async transaction<T>(begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => void (broken = error);
    client.on('error', onError);
    const attempt = async (): Promise<T> => {
      try {
        await client.query(begin);
        const result = await work(transactionOn(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
        throw error;
      }
    };
    try {
      // On the same connection: who waits for this transaction may hold all the others.
      return await repeatedOnConflict(attempt);
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }
}

/**
 * Keeps a lost connection from ending the process in the moment after the pool let go of it and
 * before its user listens. The user is told by its next query.
 */
function hearErrors(client: Client): void {
  client.on('error', () => undefined);
}

const statementNames = new Map<string, string>();

/** Short and the same for the same text; Postgres cuts names at 63 bytes. */
function nameOf(sql: string): string {
  let name = statementNames.get(sql);
  if (name === undefined) {
    name = `s${hash('sha256', sql).slice(0, 32)}`;
    statementNames.set(sql, name);
  }
  return name;
}

async function repeatedOnConflict<T>(attempt: () => Promise<T>): Promise<T> {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (made >= CONFLICT_ATTEMPTS || !isConcurrencyConflict(error)) throw error;
    }
  }
}

function transactionOn(client: PoolClient): Tx {
  return {
    client,
    async query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
      const result = await client.query<Row>(sql, parameters as unknown[] | undefined);
      return result.rows;
    },
    async prepared<Row extends object>(
      sql: string,
      parameters: readonly unknown[] = [],
    ): Promise<Row[]> {
      const statement = { name: nameOf(sql), text: sql, values: parameters as unknown[] };
      const result = await client.query<Row>(statement);
      return result.rows;
    },
    async planFreely() {
      await client.query(BY_INDEX.replaceAll('= off', '= DEFAULT'));
    },
    async actAs(tenantId) {
      await client.query(setTenant(tenantId));
    },
  };
}

/** The tenant stands in the text, which saves a round trip; so it must be nothing but a UUID. */
function setTenant(tenantId: string): string {
  if (!UUID.test(tenantId)) throw new Error(`not a tenant id: ${JSON.stringify(tenantId)}`);
  return `SET LOCAL app.tenant_id = '${tenantId}'`;
}

function sessionOptions(): string {
  return [
    `-c role=${SERVICE_ROLE}`,
    '-c statement_timeout=120000',
    // A process that was stopped in the middle of a transaction would keep others from its rows.
    '-c idle_in_transaction_session_timeout=30000',
  ].join(' ');
}

function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
