import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';
import type { ResourceType } from '@skyledger/resource-model';
import { type Handle, type HandleKind, handlesOf } from './handles';

/** A handle and the resource that has it. */
export interface ResourceHandle extends Handle {
  resourceId: string;
}

/** The types an agent can run on. */
const MACHINE_TYPES: readonly ResourceType[] = ['vm', 'container', 'node'];

/** Reads machines from `cloud_resources`, and keeps `resource_handles`. */
@Injectable()
export class ResourceHandleRepository {
  /** Whether any of these resources is a machine, or was taken for one. */
  async concernsMachines(
    tx: Tx,
    tenantId: string,
    resourceIds: readonly string[],
  ): Promise<boolean> {
    const [row] = await tx.query<{ concerns: boolean }>(
      `
      SELECT EXISTS (
          SELECT FROM cloud_resources
          WHERE tenant_id = $1 AND id = ANY ($2::bigint[]) AND resource_type = ANY ($3::text[]))
        OR EXISTS (
          SELECT FROM resource_handles
          WHERE tenant_id = $1 AND resource_id = ANY ($2::bigint[])) AS concerns
      `,
      [tenantId, resourceIds, MACHINE_TYPES],
    );
    return row?.concerns === true;
  }

  /**
   * The handles that these resources should have: those of active machines. Their rows are kept from
   * being deleted for the rest of the transaction.
   */
  async observedHandles(
    tx: Tx,
    tenantId: string,
    resourceIds: readonly string[],
  ): Promise<ResourceHandle[]> {
    const machines = await tx.query<{
      id: string;
      resource_id: string;
      private_ips: string[];
      public_ips: string[];
    }>(
      `
      SELECT id, resource_id, private_ips, public_ips
      FROM cloud_resources
      WHERE tenant_id = $1 AND id = ANY ($2::bigint[]) AND resource_type = ANY ($3::text[])
        AND is_active AND state <> 'deleted'
      ORDER BY id
      FOR KEY SHARE
      `,
      [tenantId, resourceIds, MACHINE_TYPES],
    );
    return machines.flatMap((machine) =>
      handlesOf({
        instanceId: machine.resource_id,
        privateIps: machine.private_ips,
        publicIps: machine.public_ips,
      }).map((handle) => ({ ...handle, resourceId: machine.id })),
    );
  }

  /** The handles that are stored of these resources. */
  async storedHandles(
    tx: Tx,
    tenantId: string,
    resourceIds: readonly string[],
  ): Promise<ResourceHandle[]> {
    return tx.query<{ kind: HandleKind; value: string; resourceId: string }>(
      `
      SELECT kind, value, resource_id AS "resourceId"
      FROM resource_handles
      WHERE tenant_id = $1 AND resource_id = ANY ($2::bigint[])
      `,
      [tenantId, resourceIds],
    );
  }

  async insertHandles(tx: Tx, tenantId: string, handles: readonly ResourceHandle[]): Promise<void> {
    if (handles.length === 0) return;
    await tx.query(
      `
      INSERT INTO resource_handles (tenant_id, kind, value, resource_id)
      SELECT $1, n.kind, n.value, n.resource_id
      FROM unnest($2::text[], $3::text[], $4::bigint[]) AS n(kind, value, resource_id)
      `,
      [tenantId, ...columnsOf(handles)],
    );
  }

  async deleteHandles(tx: Tx, tenantId: string, handles: readonly ResourceHandle[]): Promise<void> {
    if (handles.length === 0) return;
    await tx.query(
      `
      DELETE FROM resource_handles h
      USING unnest($2::text[], $3::text[], $4::bigint[]) AS o(kind, value, resource_id)
      WHERE h.tenant_id = $1 AND h.kind = o.kind AND h.value = o.value
        AND h.resource_id = o.resource_id
      `,
      [tenantId, ...columnsOf(handles)],
    );
  }
}

function columnsOf(handles: readonly ResourceHandle[]): [string[], string[], string[]] {
  return [
    handles.map((handle) => handle.kind),
    handles.map((handle) => handle.value),
    handles.map((handle) => handle.resourceId),
  ];
}
