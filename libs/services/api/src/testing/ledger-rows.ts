import { type Database, uuidv7 } from '@skyledger/database';

/** One of everything that a tenant can have. */
export interface LedgerRows {
  accountId: string;
  runId: string;
  vmId: string;
  subnetId: string;
  removedId: string;
  findingId: string;
  agentId: string;
  sessionId: string;
  organizationId: string;
}

/** A whole number that JavaScript cannot hold. */
export const LONG_NUMBER = '12345678901234567890';

/** Inserts an account with a run, resources, findings and an agent, as the services would. */
export async function insertLedgerRows(
  database: Database,
  tenantId: string,
  {
    entityId = tenantId,
    nativeAccountId = '111122223333',
  }: { entityId?: string; nativeAccountId?: string } = {},
): Promise<LedgerRows> {
  const [accountId, runId, agentId, sessionId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const organizationId = uuidv7();
  return database.withTenant(tenantId, async (tx) => {
    await tx.query(
      `
      INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule,
        next_run_at, run_number, last_validated_at, created_by, account_group, entity_id)
      VALUES ($1, $2, 'aws', 'Production', $4, 'active',
        '{"kind": "interval", "minutes": 240}', now(), 1, now(), 'test', 'Payments', $3)
      `,
      [tenantId, accountId, entityId, nativeAccountId],
    );
    await tx.query(
      `
      INSERT INTO cloud_credentials (tenant_id, account_id, key_id, ciphertext, fingerprint)
      VALUES ($1, $2, 'abcdef01', '\\x00', 'fingerprint0')
      `,
      [tenantId, accountId],
    );
    await tx.query(
      `
      INSERT INTO cloud_discovery_runs (tenant_id, id, account_id, number, trigger, requested_by, status,
        leased_until, discovered, created, provider_errors, started_at, finished_at)
      VALUES ($1, $2, $3, 1, 'manual', 'test', 'partial', now(), 3, 3, $4, now(), now())
      `,
      [
        tenantId,
        runId,
        accountId,
        JSON.stringify([
          {
            pass: 'rds.db-instances',
            region: 'eu-central-1',
            code: 'denied',
            provider_code: 'AccessDenied',
            message: 'no',
            permissions: ['rds:DescribeDBInstances'],
            action: 'Grant it.',
          },
        ]),
      ],
    );
    await tx.query(
      `
      INSERT INTO cloud_discovery_passes (tenant_id, id, run_id, account_id, pass_key, region, status,
        leased_until, discovered, created)
      VALUES ($1, $2, $3, $4, 'ec2.instances', 'eu-central-1', 'completed', now(), 3, 3)
      `,
      [tenantId, uuidv7(), runId, accountId],
    );
    await tx.query(
      `
      INSERT INTO cloud_account_passes (tenant_id, account_id, pass_key, region, last_succeeded_at)
      VALUES ($1, $2, 'ec2.instances', 'eu-central-1', now() + interval '1 hour')
      `,
      [tenantId, accountId],
    );
    const insertResource = async (columns: {
      nativeId: string;
      type: string;
      isPublic: boolean | null;
      hasAgent: boolean;
      isActive: boolean;
      relationships: unknown[];
    }): Promise<string> => {
      const [row] = await tx.query<{ id: string }>(
        `
        INSERT INTO cloud_resources (tenant_id, account_id, provider, resource_id, resource_type,
          native_type, name, region, zone, state, native_state, size, private_ips, public_ips, is_public,
          tags, attributes, relationships, price, provider_created_at, content_hash, pass_key,
          pass_region, run_number, is_active, removed_at, has_agent)
        VALUES ($1, $2, 'aws', $3, $4, 'AWS::EC2::Thing', 'web-1', 'eu-central-1', 'eu-central-1a',
          'running', 'running', 't3.micro', '{10.0.0.1}', '{203.0.113.1}', $5,
          '{"environment": "production", "url": "a:b"}', '{"cpuCount": 2}', $6,
          '{"hourly": "0.0120", "currency": "USD", "source": "test"}', now(), '\\x00',
          'ec2.instances', 'eu-central-1', 1, $7, CASE WHEN $7 THEN NULL ELSE now() END, $8)
        RETURNING id
        `,
        [
          tenantId,
          accountId,
          columns.nativeId,
          columns.type,
          columns.isPublic,
          JSON.stringify(columns.relationships),
          columns.isActive,
          columns.hasAgent,
        ],
      );
      return row!.id;
    };
    const arn = (rest: string): string => `arn:aws:ec2:eu-central-1:${nativeAccountId}:${rest}`;
    const subnetId = await insertResource({
      nativeId: arn('subnet/subnet-1'),
      type: 'subnet',
      isPublic: null,
      hasAgent: false,
      isActive: true,
      relationships: [],
    });
    const vmId = await insertResource({
      nativeId: arn('instance/i-1'),
      type: 'vm',
      isPublic: true,
      hasAgent: true,
      isActive: true,
      relationships: [
        { kind: 'runs_in', resourceId: arn('subnet/subnet-1') },
        { kind: 'protected_by', resourceId: arn('security-group/sg-unknown') },
      ],
    });
    const removedId = await insertResource({
      nativeId: arn('instance/i-2'),
      type: 'vm',
      isPublic: false,
      hasAgent: false,
      isActive: false,
      relationships: [],
    });
    await tx.query(
      'INSERT INTO cloud_resource_payloads (tenant_id, resource_id, payload) VALUES ($1, $2, $3)',
      [tenantId, vmId, `{"InstanceId":"i-1","Long":${LONG_NUMBER}}`],
    );
    await tx.query(
      `
      INSERT INTO cloud_resource_tags (tenant_id, key, value, resource_id)
      VALUES ($1, 'environment', 'production', $2), ($1, 'url', 'a:b', $2)
      `,
      [tenantId, vmId],
    );
    await tx.query(
      `
      INSERT INTO cloud_resource_changes (tenant_id, account_id, resource_id, run_id, kind, changes)
      VALUES ($1, $2, $3, $4, 'created', NULL),
        ($1, $2, $3, $4, 'updated', '{"state": {"from": "stopped", "to": "running"}}')
      `,
      [tenantId, accountId, vmId, runId],
    );
    const [finding] = await tx.query<{ id: string }>(
      `
      INSERT INTO cloud_security_findings (tenant_id, account_id, resource_id, check_id, severity, status, reason)
      VALUES ($1, $2, $3, 'vm-metadata-token-required', 'high', 'open', 'tokens are optional')
      RETURNING id
      `,
      [tenantId, accountId, vmId],
    );
    await tx.query(
      `
      INSERT INTO cloud_security_findings (tenant_id, account_id, resource_id, check_id, severity, status,
        reason, resolution, resolved_at)
      VALUES ($1, $2, $3, 'a-check-of-the-past', 'low', 'resolved', 'it was so', 'passed', now())
      `,
      [tenantId, accountId, vmId],
    );
    await tx.query(
      `
      INSERT INTO agents (tenant_id, id, agent_key, hostname, instance_id, private_ips, public_ips, version,
        resource_id, matched_by, matched_at)
      VALUES ($1, $2, $4, 'web-1.example.com', 'i-1', '{10.0.0.1}', '{}', '1.0.0', $3, 'instance_id', now())
      `,
      [tenantId, agentId, vmId, nativeAccountId === '111122223333' ? 'web-1' : agentId],
    );
    await tx.query(
      `
      INSERT INTO onboarding_sessions (tenant_id, id, owner, account_id, created_by, expires_at)
      VALUES ($1, $2, 'test', $3, 'test', now() + interval '1 day')
      `,
      [tenantId, sessionId, uuidv7()],
    );
    await tx.query(
      `
      INSERT INTO cloud_organizations (tenant_id, id, entity_id, provider, native_id, name, key_id,
        ciphertext, fingerprint, schedule, created_by)
      VALUES ($1, $2, $3, 'aws', 'o-' || $4, 'The company', 'abcdef01', '\\x00', 'fingerprint0',
        '{"kind": "manual"}', 'test')
      `,
      [tenantId, organizationId, entityId, nativeAccountId],
    );
    const findingId = finding!.id;
    return {
      accountId,
      runId,
      vmId,
      subnetId,
      removedId,
      findingId,
      agentId,
      sessionId,
      organizationId,
    };
  });
}
