import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type SkyledgerConfig } from '@skyledger/config';
import { CREDENTIALS_FIELD } from '@skyledger/contracts';
import { migrate } from '@skyledger/database';
import { startEmbeddedPostgres } from '@skyledger/embedded-postgres';
import { createTestDatabase, type TestResource } from '@skyledger/testing';
import { openKeyRing, Vault } from '@skyledger/vault';
import { Client } from 'pg';
import { rotateVault } from './rotate-vault';

const ids = { tenantId: randomUUID(), accountId: randomUUID() };
const CONTEXT = { ...ids, field: CREDENTIALS_FIELD };

async function inDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const store = (url: string, vault: Vault): Promise<void> =>
  inDatabase(url, async (client) => {
    const { tenantId, accountId } = ids;
    const { keyId, ciphertext } = vault.seal('a secret', CONTEXT);
    await client.query(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'test')`, [tenantId]);
    await client.query(
      `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
       VALUES ($1, $2, 'aws', 'test', '1', 'active', '{"kind":"manual"}', 'test')`,
      [tenantId, accountId],
    );
    await client.query(
      `INSERT INTO cloud_credentials (tenant_id, account_id, key_id, ciphertext, fingerprint)
       VALUES ($1, $2, $3, $4, 'print')`,
      [tenantId, accountId, keyId, ciphertext],
    );
  });

const openWith = (url: string, vault: Vault): Promise<string> =>
  inDatabase(url, async (client) => {
    const { rows } = await client.query<{ key_id: string; ciphertext: Buffer }>(
      'SELECT key_id, ciphertext FROM cloud_credentials',
    );
    const { key_id: keyId, ciphertext } = rows[0]!;
    return vault.openText({ keyId, ciphertext }, CONTEXT);
  });

async function told(config: SkyledgerConfig): Promise<string> {
  const lines: string[] = [];
  await rotateVault(config, (line) => lines.push(line));
  return lines.join('\n');
}

describe('vault rotate against a database', () => {
  const [OLD, NEW] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
  let resource: TestResource;

  beforeEach(async () => {
    resource = await createTestDatabase();
    await store(resource.url, new Vault(OLD));
  });
  afterEach(() => resource.drop());

  const config = (env: Record<string, string>): SkyledgerConfig =>
    loadConfig({ DATABASE_URL: resource.url, ...env }, 'distributed');

  it('seals with the new key and says that no other is left', async () => {
    const keys = { CLOUD_ENCRYPTION_KEY: NEW, CLOUD_ENCRYPTION_KEYS_OLD: OLD };
    expect(await told(config(keys))).toMatch(
      /cloud_credentials: 1 sealed anew\n {2}key \w{8} \(current\): 1[^]*Every stored secret is sealed with key/,
    );
    expect(await openWith(resource.url, new Vault(NEW))).toBe('a secret');
  });

  it('fails while a secret is left, and without a key', async () => {
    await expect(told(config({ CLOUD_ENCRYPTION_KEY: NEW }))).rejects.toThrow(
      '1 stored secrets are not sealed with the current key',
    );
    await expect(told(config({}))).rejects.toThrow('No encryption key');
    expect(await openWith(resource.url, new Vault(OLD))).toBe('a secret');
  });
});

it('makes a new key for a data folder, and forgets the old one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skyledger-rotate-'));
  const withPostgres = async <T>(work: (url: string) => Promise<T>): Promise<T> => {
    const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
    try {
      return await work(postgres.url());
    } finally {
      await postgres.stop();
    }
  };
  try {
    const before = await openKeyRing(folder);
    await withPostgres(async (url) => {
      await migrate(url);
      await store(url, new Vault(before.key));
      // The folder belongs to who has it open.
      await expect(told(loadConfig({ SKYLEDGER_DATA_DIR: folder }, 'embedded'))).rejects.toThrow();
    });
    await told(loadConfig({ SKYLEDGER_DATA_DIR: folder }, 'embedded'));
    const after = await openKeyRing(folder);
    expect(after).toMatchObject({ oldKeys: [], created: false });
    expect(after.key).not.toBe(before.key);
    expect(await readdir(folder)).toEqual(['encryption-key', 'postgres']);
    expect(await withPostgres((url) => openWith(url, new Vault(after.key)))).toBe('a secret');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
