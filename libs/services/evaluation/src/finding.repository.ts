import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';
import type { Severity } from '@skyledger/resource-model';
import type { NewFinding, Resolution, SeenFinding, StoredFinding } from './finding-changes';

/** A finding that was written. */
export interface WrittenFinding {
  id: string;
  accountId: string;
  severity: Severity;
}

const WRITTEN = 'f.id, f.account_id AS "accountId", f.severity';

/**
 * The only writer of `cloud_security_findings`. Every caller holds the lock of the findings'
 * resources, so what it has read stays true until it writes.
 */
@Injectable()
export class FindingRepository {
  /** The findings of these resources, open and resolved. */
  async findingsOf(
    tx: Tx,
    tenantId: string,
    resourceIds: readonly string[],
  ): Promise<StoredFinding[]> {
    return tx.query<StoredFinding>(
      `
      SELECT f.id, f.resource_id AS "resourceId", f.check_id AS "checkId", f.severity, f.status,
        f.reason, f.last_seen_at < r.changed_at AS "resourceChanged"
      FROM cloud_security_findings f
      JOIN cloud_resources r ON r.tenant_id = f.tenant_id AND r.id = f.resource_id
      WHERE f.tenant_id = $1 AND f.resource_id = ANY ($2::bigint[])
      `,
      [tenantId, resourceIds],
    );
  }

  /** Stores findings of checks that failed for the first time. */
  async insertFindings(
    tx: Tx,
    tenantId: string,
    findings: readonly NewFinding[],
  ): Promise<WrittenFinding[]> {
    if (findings.length === 0) return [];
    return tx.query<WrittenFinding>(
      `
      INSERT INTO cloud_security_findings AS f
        (tenant_id, account_id, resource_id, check_id, severity, status, reason)
      SELECT $1, n.account_id, n.resource_id, n.check_id, n.severity, 'open', n.reason
      FROM unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[])
        AS n(account_id, resource_id, check_id, severity, reason)
      RETURNING ${WRITTEN}
      `,
      [
        tenantId,
        findings.map((finding) => finding.accountId),
        findings.map((finding) => finding.resourceId),
        findings.map((finding) => finding.checkId),
        findings.map((finding) => finding.severity),
        findings.map((finding) => finding.reason),
      ],
    );
  }

  /** Stores that findings were seen again; those that were resolved are open again. */
  async updateSeen(
    tx: Tx,
    tenantId: string,
    findings: readonly SeenFinding[],
  ): Promise<WrittenFinding[]> {
    if (findings.length === 0) return [];
    return tx.query<WrittenFinding>(
      `
      UPDATE cloud_security_findings f
      SET status = 'open', severity = s.severity, reason = s.reason, last_seen_at = now(),
        resolution = NULL, resolved_at = NULL
      FROM unnest($2::bigint[], $3::text[], $4::text[]) AS s(id, severity, reason)
      WHERE f.tenant_id = $1 AND f.id = s.id
      RETURNING ${WRITTEN}
      `,
      [
        tenantId,
        findings.map((finding) => finding.id),
        findings.map((finding) => finding.severity),
        findings.map((finding) => finding.reason),
      ],
    );
  }

  async resolveFindings(
    tx: Tx,
    tenantId: string,
    findings: readonly { id: string; resolution: Resolution }[],
  ): Promise<WrittenFinding[]> {
    if (findings.length === 0) return [];
    return tx.query<WrittenFinding>(
      `
      UPDATE cloud_security_findings f
      SET status = 'resolved', resolution = s.resolution, resolved_at = now()
      FROM unnest($2::bigint[], $3::text[]) AS s(id, resolution)
      WHERE f.tenant_id = $1 AND f.id = s.id
      RETURNING ${WRITTEN}
      `,
      [
        tenantId,
        findings.map((finding) => finding.id),
        findings.map((finding) => finding.resolution),
      ],
    );
  }
}
