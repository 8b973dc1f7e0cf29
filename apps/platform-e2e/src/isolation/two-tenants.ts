import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { AwsAccountSpec } from '@skyledger/cloud-emulator';
import { PERMISSIONS } from '@skyledger/api';
import { type ApiClient, type Platform, Wizard } from '../harness';
import { ApiClient as Client } from '../harness/api-client';

/** What a tenant has that another must not see, touch or learn of. */
export interface Belongings {
  accountId: string;
  accountName: string;
  runId: string;
  resourceId: string;
  findingId: string;
  agentId: string;
  tokenId: string;
  sessionId: string;
  entityId: string;
  roleId: string;
  roleBindingId: string;
  organizationId: string;
}

/** Makes a tenant beside the default one, with a token of every permission. */
export async function addTenant(
  platform: Platform,
  name: string,
): Promise<{ tenantId: string; api: ApiClient; token: string }> {
  const tenantId = randomUUID();
  const token = `sky_${randomBytes(32).toString('base64url')}`;
  await platform.owner.query('INSERT INTO tenants (tenant_id, name) VALUES ($1, $2)', [
    tenantId,
    name,
  ]);
  await platform.owner.query(
    `INSERT INTO api_tokens (tenant_id, id, name, token_hash, scopes, created_by)
     VALUES ($1, gen_random_uuid(), 'test', $2, $3, 'test')`,
    [tenantId, createHash('sha256').update(token).digest(), PERMISSIONS],
  );
  return { tenantId, token, api: new Client(() => platform.one('gateway').origin, token) };
}

/** Adds the account and waits until all that follows from its first run is there. */
export async function fill(
  platform: Platform,
  api: ApiClient,
  spec: AwsAccountSpec,
  name: string,
): Promise<Belongings> {
  const account = await api.post<{ id: string; scan_run_id: string }>('/cloud/accounts', {
    name,
    provider: 'aws',
    credentials: { access_key_id: spec.accessKeyId, secret_access_key: spec.secretAccessKey },
    schedule: { kind: 'manual' },
  });
  await platform.settled();
  const [vm] = await api.all<{ id: string; resource_id: string }>('/cloud/resources?type=vm');
  const agent = await api.post<{ id: string }>('/agents', {
    agent_key: `agent of ${name}`,
    hostname: `host of ${name}`,
    instance_id: vm!.resource_id.split('/').at(-1),
    private_ips: [],
    public_ips: [],
  });
  const token = await api.post<{ id: string }>('/tokens', {
    name: `of ${name}`,
    scopes: ['Resource:read'],
  });
  const { id: sessionId } = await Wizard.begin(api);
  const entity = await api.post<{ id: string }>('/entities', { name: `of ${name}` });
  const role = await api.post<{ id: string }>('/roles', {
    name: `role of ${name}`,
    permissions: ['Resource:read'],
  });
  const binding = await api.post<{ id: string }>('/role-bindings', {
    subject_kind: 'group',
    subject: `group of ${name}`,
    role: role.id,
    entity_id: entity.id,
  });
  const organizationId = await addOrganization(platform, account.id);
  await platform.settled();
  const [finding] = await api.all<{ id: string }>('/cloud/findings');
  return {
    accountId: account.id,
    accountName: name,
    runId: account.scan_run_id,
    resourceId: vm!.id,
    findingId: finding!.id,
    agentId: agent.id,
    tokenId: token.id,
    sessionId,
    entityId: entity.id,
    roleId: role.id,
    roleBindingId: binding.id,
    organizationId,
  };
}

/** An organisation of the account's tenant. Nobody is asked who is in it. */
async function addOrganization(platform: Platform, accountId: string): Promise<string> {
  const id = randomUUID();
  await platform.owner.query(
    `INSERT INTO cloud_organizations (tenant_id, id, entity_id, provider, native_id, name, key_id,
       ciphertext, fingerprint, schedule, status, last_synced_at, created_by)
     SELECT a.tenant_id, $1, a.entity_id, 'aws', 'o-example', 'organisation', c.key_id, c.ciphertext,
       'fingerprint', a.schedule, 'active', now(), 'test'
     FROM cloud_accounts a JOIN cloud_credentials c ON c.account_id = a.id WHERE a.id = $2`,
    [id, accountId],
  );
  return id;
}

/** One digest of every row of the tenant in every table, apart from when a token was last used. */
export async function digestOf(platform: Platform, tenantId: string): Promise<object> {
  const tables = await platform.owner.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = 'tenant_id'
     ORDER BY 1`,
  );
  const digests: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await platform.owner.query<object>(
      `SELECT count(*)::int AS rows, md5(coalesce(string_agg(r, '' ORDER BY r), '')) AS digest
       FROM (SELECT (to_jsonb(t) - 'last_used_at')::text AS r FROM ${name} t WHERE tenant_id = $1) q`,
      [tenantId],
    );
    digests[name] = row;
  }
  return digests;
}
