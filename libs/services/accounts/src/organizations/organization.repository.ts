import { Injectable } from '@nestjs/common';
import type { OrganizationSettings, OrganizationStatus } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';
import type { SealedSecret } from '@skyledger/vault';
import type { CredentialDescription } from '../credentials.repository';

/** An organisation as it is stored. */
export interface StoredOrganization extends OrganizationSettings {
  organizationId: string;
  entityId: string;
  provider: ProviderId;
  nativeId: string;
  credentials: SealedSecret;
  createdBy: string;
  version: string;
}

/** A sync that has begun. */
export interface BegunSync {
  organization: StoredOrganization;
  /** The fence: only the newest one may write. */
  number: string;
  /** By the database's clock. */
  beganAt: string;
}

interface OrganizationRow {
  id: string;
  entity_id: string;
  provider: ProviderId;
  native_id: string;
  name: string;
  key_id: string;
  ciphertext: Buffer;
  include: OrganizationSettings['include'];
  exclude: OrganizationSettings['exclude'];
  regions: string[] | null;
  schedule: OrganizationSettings['schedule'];
  environment: OrganizationSettings['environment'];
  account_group: string | null;
  labels: Record<string, string>;
  created_by: string;
  version: string;
}

const COLUMNS = `id, entity_id, provider, native_id, name, key_id, ciphertext, include, exclude, regions,
  schedule, environment, account_group, labels, created_by, version`;

/** Statements on `cloud_organizations`. */
@Injectable()
export class OrganizationRepository {
  /** @returns false when the tenant has it already */
  async insert(
    tx: Tx,
    organization: OrganizationSettings & {
      tenantId: string;
      organizationId: string;
      provider: ProviderId;
      nativeId: string;
      createdBy: string;
    },
    credentials: Pick<CredentialDescription, 'sealed' | 'fingerprint'>,
  ): Promise<boolean> {
    const rows = await tx.query(
      `
      INSERT INTO cloud_organizations (tenant_id, id, entity_id, provider, native_id, name, key_id,
        ciphertext, fingerprint, include, exclude, regions, schedule, environment, account_group, labels,
        created_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
      ON CONFLICT DO NOTHING RETURNING id
      `,
      [
        organization.tenantId,
        organization.organizationId,
        organization.entityId ?? null,
        organization.provider,
        organization.nativeId,
        organization.name,
        credentials.sealed.keyId,
        credentials.sealed.ciphertext,
        credentials.fingerprint,
        JSON.stringify(organization.include),
        JSON.stringify(organization.exclude),
        organization.regions,
        JSON.stringify(organization.schedule),
        organization.environment,
        organization.group,
        JSON.stringify(organization.labels),
        organization.createdBy,
      ],
    );
    return rows.length > 0;
  }

  async idOfNative(tx: Tx, provider: ProviderId, nativeId: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      'SELECT id FROM cloud_organizations WHERE provider = $1 AND native_id = $2',
      [provider, nativeId],
    );
    return row?.id ?? null;
  }

  /** With `lock`, nobody else changes it until the transaction ends. */
  async find(
    tx: Tx,
    organizationId: string,
    { lock = false } = {},
  ): Promise<StoredOrganization | null> {
    const [row] = await tx.query<OrganizationRow>(
      `SELECT ${COLUMNS} FROM cloud_organizations WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`,
      [organizationId],
    );
    return row === undefined ? null : organizationOf(row);
  }

  /** @returns the new version */
  async update(
    tx: Tx,
    organizationId: string,
    changes: Partial<OrganizationSettings>,
    credentials: Pick<CredentialDescription, 'sealed' | 'fingerprint'> | null,
  ): Promise<string> {
    const columns: [name: string, value: unknown][] = [
      ['name', changes.name],
      ['include', changes.include && JSON.stringify(changes.include)],
      ['exclude', changes.exclude && JSON.stringify(changes.exclude)],
      ['regions', changes.regions],
      ['schedule', changes.schedule && JSON.stringify(changes.schedule)],
      ['environment', changes.environment],
      ['account_group', changes.group],
      ['labels', changes.labels && JSON.stringify(changes.labels)],
      ['entity_id', changes.entityId],
      ['key_id', credentials?.sealed.keyId],
      ['ciphertext', credentials?.sealed.ciphertext],
      ['fingerprint', credentials?.fingerprint],
    ];
    const changed = columns.filter(([, value]) => value !== undefined);
    const assignments = changed.map(([name], index) => `${name} = $${index + 2}`);
    if (credentials !== null) assignments.push('credentials_stored_at = now()');
    const [row] = await tx.query<{ version: string }>(
      `
      UPDATE cloud_organizations
      SET ${[...assignments, 'version = version + 1', 'updated_at = now()'].join(', ')}
      WHERE id = $1 RETURNING version
      `,
      [organizationId, ...changed.map(([, value]) => value)],
    );
    if (row === undefined) throw new Error(`${organizationId} is gone, though it was locked`);
    return row.version;
  }

  /** @returns false when there was none */
  async delete(tx: Tx, organizationId: string): Promise<boolean> {
    const rows = await tx.query('DELETE FROM cloud_organizations WHERE id = $1 RETURNING id', [
      organizationId,
    ]);
    return rows.length > 0;
  }

  /**
   * Begins a sync, which ends the right of earlier ones to write.
   * @returns null when there is no such organisation, or one that began at that time or later was complete
   */
  async beginSync(tx: Tx, organizationId: string, unlessSince: string): Promise<BegunSync | null> {
    const [row] = await tx.query<OrganizationRow & { sync_number: string; began_at: string }>(
      `
      UPDATE cloud_organizations SET sync_number = sync_number + 1
      WHERE id = $1 AND coalesce(last_synced_at < $2, true)
      RETURNING ${COLUMNS}, sync_number, now()::text AS began_at
      `,
      [organizationId, unlessSince],
    );
    if (row === undefined) return null;
    return { organization: organizationOf(row), number: row.sync_number, beganAt: row.began_at };
  }

  /**
   * Keeps other syncs from writing until the transaction ends.
   * @returns false when a newer one has begun, or the organisation is gone
   */
  async holdSync(tx: Tx, { organization, number }: BegunSync): Promise<boolean> {
    const rows = await tx.query(
      'SELECT FROM cloud_organizations WHERE id = $1 AND sync_number = $2 FOR NO KEY UPDATE',
      [organization.organizationId, number],
    );
    return rows.length > 0;
  }

  /**
   * Stores what became of a sync; it holds the organisation.
   * @param complete whether it saw every member
   */
  async endSync(
    tx: Tx,
    { organization, beganAt }: BegunSync,
    outcome: { status: OrganizationStatus; reason: string | null; complete: boolean },
  ): Promise<void> {
    await tx.query(
      `
      UPDATE cloud_organizations SET status = $2, status_reason = $3,
        last_synced_at = CASE WHEN $4 THEN $5::timestamptz ELSE last_synced_at END
      WHERE id = $1
      `,
      [organization.organizationId, outcome.status, outcome.reason, outcome.complete, beganAt],
    );
  }

  /** The database's clock, which decides which sync a request still needs. */
  async now(tx: Tx): Promise<string> {
    const [row] = await tx.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    return row!.now.toISOString();
  }
}

function organizationOf(row: OrganizationRow): StoredOrganization {
  return {
    organizationId: row.id,
    entityId: row.entity_id,
    provider: row.provider,
    nativeId: row.native_id,
    name: row.name,
    credentials: { keyId: row.key_id, ciphertext: row.ciphertext },
    include: row.include,
    exclude: row.exclude,
    regions: row.regions,
    schedule: row.schedule,
    environment: row.environment,
    group: row.account_group,
    labels: row.labels,
    createdBy: row.created_by,
    version: row.version,
  };
}
