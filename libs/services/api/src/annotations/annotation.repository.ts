import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';
import type { JsonText } from '../http/json-text';
import type { ReplaceAnnotationsBody } from './annotation.schema';
import { ANNOTATIONS, ANNOTATIONS_OF_RESOURCE } from './annotation.sql';

/** Annotations as they are shown, with their version: 0 before the first time. */
export interface ShownAnnotations {
  item: JsonText;
  version: string;
}

/** Annotations that are to be stored in place of what is there. */
export interface NewAnnotations {
  tenantId: string;
  /** The ledger's id. */
  resourceId: string;
  annotations: ReplaceAnnotationsBody;
  actor: string;
  /** Versions that may be replaced; null for any. */
  ifVersion: readonly string[] | null;
}

/** Statements on `cloud_resource_annotations`, which nothing else writes. */
@Injectable()
export class AnnotationRepository {
  /** @returns null when there is no such resource */
  async find(tx: Tx, resourceId: string): Promise<ShownAnnotations | null> {
    const [row] = await tx.query<ShownAnnotations>(
      `
      SELECT ${ANNOTATIONS}::text AS item, coalesce(n.version, 0)::text AS version
      FROM cloud_resources r ${ANNOTATIONS_OF_RESOURCE}
      WHERE r.id = $1
      `,
      [resourceId],
    );
    return row ?? null;
  }

  /**
   * Keeps the account of the resource from being deleted until the transaction ends. Pages of a run
   * are not held up.
   * @returns false when there is no such resource
   */
  async holdAccount(tx: Tx, resourceId: string): Promise<boolean> {
    const rows = await tx.query(
      `
      SELECT FROM cloud_accounts
      WHERE id = (SELECT account_id FROM cloud_resources WHERE id = $1)
      FOR KEY SHARE
      `,
      [resourceId],
    );
    return rows.length > 0;
  }

  /** @returns false when the version is none that may be replaced */
  async replace(tx: Tx, { annotations, ...about }: NewAnnotations): Promise<boolean> {
    const rows = await tx.query(
      `
      INSERT INTO cloud_resource_annotations AS n
        (tenant_id, resource_id, owner, description, environment, labels, links, updated_by)
      SELECT $1::uuid, $2::bigint, $3, $4, $5, $6::jsonb, $7::jsonb, $8
      -- Where nothing was written yet, the version is 0; otherwise the conflict below decides.
      WHERE $9::text[] IS NULL OR '0' = ANY ($9)
        OR EXISTS (SELECT FROM cloud_resource_annotations WHERE resource_id = $2)
      ON CONFLICT (tenant_id, resource_id) DO UPDATE
      SET owner = excluded.owner, description = excluded.description,
        environment = excluded.environment, labels = excluded.labels, links = excluded.links,
        updated_by = excluded.updated_by, updated_at = now(), version = n.version + 1
      WHERE $9 IS NULL OR n.version::text = ANY ($9)
      RETURNING n.version
      `,
      [
        about.tenantId,
        about.resourceId,
        annotations.owner,
        annotations.description,
        annotations.environment,
        JSON.stringify(annotations.labels),
        JSON.stringify(annotations.links),
        about.actor,
        about.ifVersion,
      ],
    );
    return rows.length > 0;
  }
}
