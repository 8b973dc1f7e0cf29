import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

/** Ids of what a tenant has. */
export interface TenantRows {
  tenantId: string;
  accountId: string;
  runId: string;
  passId: string;
  resourceId: string;
  findingId: string;
  agentId: string;
}

/** Inserts, as the owner, a tenant with at least one row in every table that has tenants. */
export async function insertTenantRows(owner: Client): Promise<TenantRows> {
  const [tenantId, accountId, runId, passId, agentId] = Array.from({ length: 5 }, () =>
    randomUUID(),
  ) as [string, string, string, string, string];
  const insert = async (sql: string, ...parameters: unknown[]): Promise<string> => {
    const { rows } = await owner.query<{ id?: string }>(sql, [tenantId, ...parameters]);
    return String(rows[0]?.id);
  };
  await insert(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'a tenant')`);
  const roleId = await insert(
    `INSERT INTO roles (tenant_id, id, name, permissions, created_by)
     VALUES ($1, gen_random_uuid(), 'a role', '{Resource:read}', 'test') RETURNING id`,
  );
  await insert(
    `INSERT INTO role_bindings (tenant_id, id, subject_kind, subject, role_id, entity_id, created_by)
     VALUES ($1, gen_random_uuid(), 'group', 'a group', $2, $1, 'test')`,
    roleId,
  );
  await insert(
    `INSERT INTO api_tokens (tenant_id, id, name, token_hash, scopes, created_by)
     VALUES ($1, gen_random_uuid(), 'token', sha256(gen_random_uuid()::text::bytea), '{}', 'test')`,
  );
  await insert(
    `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by,
       run_number, next_run_at)
     VALUES ($1, $2, 'aws', 'account', '111122223333', 'active', '{"kind":"manual"}', 'test', 1, now() + '1 day')`,
    accountId,
  );
  await insert(
    `INSERT INTO cloud_organizations (tenant_id, id, provider, native_id, name, key_id, ciphertext, fingerprint,
       schedule, created_by)
     VALUES ($1, gen_random_uuid(), 'aws', 'o-exampleorg', 'an organisation', 'key', '\\x00', 'print',
       '{"kind":"manual"}', 'test')`,
  );
  await insert(
    `INSERT INTO cloud_credentials (tenant_id, account_id, key_id, ciphertext, fingerprint)
     VALUES ($1, $2, 'key', '\\x00', 'print')`,
    accountId,
  );
  await insert(
    `INSERT INTO onboarding_sessions (tenant_id, id, owner, account_id, created_by, expires_at, key_id, ciphertext,
       fingerprint, credentials_stored_at, external_id)
     VALUES ($1, gen_random_uuid(), 'token', gen_random_uuid(), 'test', now() + '1 day', 'key', '\\x00', 'print',
       now(), 'external-id-of-' || $1::uuid)`,
  );
  await insert(
    `INSERT INTO aws_external_ids (tenant_id, external_id, native_account_id, minted_by)
     VALUES ($1, 'external-id-of-' || $1::uuid, '111122223333', 'test')`,
  );
  await insert(
    `INSERT INTO cloud_discovery_runs (tenant_id, id, account_id, number, trigger, requested_by, status, leased_until)
     VALUES ($1, $2, $3, 1, 'manual', 'test', 'running', now() + '1 day')`,
    runId,
    accountId,
  );
  await insert(
    `INSERT INTO cloud_discovery_passes (tenant_id, id, run_id, account_id, pass_key, region, status, leased_until)
     VALUES ($1, $2, $3, $4, 'ec2.instances', 'eu-central-1', 'running', now() + '1 day')`,
    passId,
    runId,
    accountId,
  );
  await insert(
    `INSERT INTO cloud_discovery_pass_pages (tenant_id, pass_id, page, seen) VALUES ($1, $2, 1, '{1}')`,
    passId,
  );
  await insert(
    `INSERT INTO cloud_account_passes (tenant_id, account_id, pass_key, region)
     VALUES ($1, $2, 'ec2.instances', 'eu-central-1')`,
    accountId,
  );
  const resourceId = await insert(
    `INSERT INTO cloud_resources (tenant_id, account_id, provider, resource_id, resource_type, native_type, name,
       state, private_ips, public_ips, tags, attributes, relationships, content_hash, pass_key, pass_region, run_number)
     VALUES ($1, $2, 'aws', 'i-1', 'vm', 'AWS::EC2::Instance', 'secret name of ' || $1::uuid, 'running', '{}', '{}',
       '{"a":"b"}', '{}', '[]', '\\x00', 'ec2.instances', 'eu-central-1', 1) RETURNING id`,
    accountId,
  );
  await insert(
    `INSERT INTO cloud_resource_payloads (tenant_id, resource_id, payload) VALUES ($1, $2, '{}')`,
    resourceId,
  );
  await insert(
    `INSERT INTO cloud_resource_tags (tenant_id, key, value, resource_id) VALUES ($1, 'a', 'b', $2)`,
    resourceId,
  );
  await insert(
    `INSERT INTO cloud_resource_changes (tenant_id, account_id, resource_id, run_id, kind)
     VALUES ($1, $2, $3, $4, 'created')`,
    accountId,
    resourceId,
    runId,
  );
  await insert(
    `INSERT INTO cloud_resource_annotations (tenant_id, resource_id, owner, labels, links, updated_by)
     VALUES ($1, $2, 'an owner', '{}', '[]', 'test')`,
    resourceId,
  );
  await insert(
    `INSERT INTO audit_log (tenant_id, actor_kind, actor_name, action, target_kind, target_id, outcome)
     VALUES ($1, 'system', 'test', 'account.created', 'account', $2, 'done')`,
    accountId,
  );
  await insert(
    `INSERT INTO idempotency_keys (tenant_id, principal, key_hash, fingerprint, operation_id, attempt,
       leased_until, expires_at)
     VALUES ($1, 'token:x', '\\x00', '\\x00', gen_random_uuid(), gen_random_uuid(), now(), now() + '1 day')`,
  );
  const findingId = await insert(
    `INSERT INTO cloud_security_findings (tenant_id, account_id, resource_id, check_id, severity, status, reason)
     VALUES ($1, $2, $3, 'a-check', 'high', 'open', 'seen') RETURNING id`,
    accountId,
    resourceId,
  );
  await insert(
    `INSERT INTO agents (tenant_id, id, agent_key, hostname, private_ips, public_ips, resource_id, matched_by)
     VALUES ($1, $2, 'agent', 'host', '{}', '{}', $3, 'instance_id')`,
    agentId,
    resourceId,
  );
  await insert(
    `INSERT INTO agent_handles (tenant_id, kind, value, agent_id) VALUES ($1, 'instance_id', 'i-1', $2)`,
    agentId,
  );
  await insert(
    `INSERT INTO resource_handles (tenant_id, kind, value, resource_id) VALUES ($1, 'instance_id', 'i-1', $2)`,
    resourceId,
  );
  await insert(
    `INSERT INTO bi_logins (tenant_id, login, drop_with_row) VALUES ($1, 'bi_of_' || $1::uuid, false)`,
  );
  await insert(
    `INSERT INTO outbox (tenant_id, message_id, name, routing_key, mandatory, headers, body)
     VALUES ($1, gen_random_uuid(), 'test', 'test', false, '{}', '{}')`,
  );
  return { tenantId, accountId, runId, passId, resourceId, findingId, agentId };
}
