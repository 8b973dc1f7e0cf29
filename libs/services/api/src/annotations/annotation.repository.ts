import { Injectable } from '@nestjs/common';
import type { Actor } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import type { Principal } from '../auth/principal';
import { visibleTo } from '../auth/visibility';
import type { JsonText } from '../http/json-text';
import { Conditions } from '../http/sql-json';
import type { ReplaceAnnotationsBody } from './annotation.schema';
import { ANNOTATIONS, ANNOTATIONS_OF_RESOURCE } from './annotation.sql';

/** Annotations as they are shown, with their version: 0 before the first time. */
export interface ShownAnnotations {
  item: JsonText;
  version: string;
  /** Of the resource. */
  name: string | null;
}

/** Annotations that are to be stored in place of what is there. */
export interface NewAnnotations {
  tenantId: string;
  /** The ledger's id. */
  resourceId: string;
  annotations: ReplaceAnnotationsBody;
  actor: Actor;
  /** Versions that may be replaced; null for any. */
  ifVersion: readonly string[] | null;
}

/** Statements on `cloud_resource_annotations`, which nothing else writes. */
@Injectable()
export class AnnotationRepository {
  /** @returns null when there is no such resource, or none that the principal may read */
  async find(tx: Tx, principal: Principal, resourceId: string): Promise<ShownAnnotations | null> {
    const conditions = new Conditions().when(resourceId, (id) => `r.id = ${id}`);
    const visible = visibleTo(principal, 'Resource:read', conditions);
    conditions.always(visible.resource('r.account_id', 'r.id'));
    return this.shown(tx, conditions);
  }

  /** The same after they were written by somebody who may. */
  async written(tx: Tx, resourceId: string): Promise<ShownAnnotations | null> {
    return this.shown(
      tx,
      new Conditions().when(resourceId, (id) => `r.id = ${id}`),
    );
  }

  private async shown(tx: Tx, conditions: Conditions): Promise<ShownAnnotations | null> {
    const [row] = await tx.query<ShownAnnotations>(
      `
      SELECT ${ANNOTATIONS}::text AS item, coalesce(n.version, 0)::text AS version, r.name
      FROM cloud_resources r ${ANNOTATIONS_OF_RESOURCE}
      ${conditions.where}
      `,
      conditions.values,
    );
    return row ?? null;
  }

  /** The entity of the resource's account, and the one that people moved the resource to. */
  async entities(
    tx: Tx,
    resourceId: string,
  ): Promise<{ ofAccount: string; moved: string | null } | null> {
    const [row] = await tx.query<{ ofAccount: string; moved: string | null }>(
      `
      SELECT a.entity_id AS "ofAccount", n.entity_id AS moved
      FROM cloud_resources r JOIN cloud_accounts a ON a.id = r.account_id ${ANNOTATIONS_OF_RESOURCE}
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

  /** Keeps others from writing about the resource until the transaction ends. */
  async lock(tx: Tx, resourceId: string): Promise<void> {
    await tx.query(
      'SELECT FROM cloud_resource_annotations WHERE resource_id = $1 FOR NO KEY UPDATE',
      [resourceId],
    );
  }

  /** @returns false when the version is none that may be replaced */
  async replace(tx: Tx, { annotations, ...about }: NewAnnotations): Promise<boolean> {
    const rows = await tx.query(
      `
      INSERT INTO cloud_resource_annotations AS n
        (tenant_id, resource_id, owner, description, environment, labels, links, updated_by, entity_id)
      SELECT $1::uuid, $2::bigint, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $10::uuid
      -- Where nothing was written yet, the version is 0; otherwise the conflict below decides.
      WHERE $9::text[] IS NULL OR '0' = ANY ($9)
        OR EXISTS (SELECT FROM cloud_resource_annotations WHERE resource_id = $2)
      ON CONFLICT (tenant_id, resource_id) DO UPDATE
      SET owner = excluded.owner, description = excluded.description,
        environment = excluded.environment, labels = excluded.labels, links = excluded.links,
        entity_id = excluded.entity_id, updated_by = excluded.updated_by, updated_at = now(), version = n.version + 1
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
        about.actor.name,
        about.ifVersion,
        annotations.entity_id,
      ],
    );
    return rows.length > 0;
  }
}
