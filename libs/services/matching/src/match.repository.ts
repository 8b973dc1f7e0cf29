import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';
import type { Candidate } from './choose-match';
import type { Handle, HandleKind } from './handles';

/** An agent and the resource it is linked to now. */
export interface LinkedAgent {
  id: string;
  instanceId: string | null;
  resourceId: string | null;
  matchedBy: HandleKind | null;
}

/** What an agent is to be linked to. */
export interface NewLink {
  agentId: string;
  resourceId: string | null;
  matchedBy: HandleKind | null;
}

/** First number of the advisory locks that matching takes; the second is a hash of the tenant. */
const MATCHING_LOCK = 7_254_032;

/** The only writer of the links: `agents.resource_id` and `cloud_resources.has_agent`. */
@Injectable()
export class MatchRepository {
  /** Lets one transaction at a time match in a tenant; released when it ends. */
  async lockTenant(tx: Tx, tenantId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [MATCHING_LOCK, tenantId]);
  }

  /** Agents that have one of these handles, or are linked to one of these resources. */
  async agentsConcerned(
    tx: Tx,
    tenantId: string,
    handles: readonly Handle[],
    resourceIds: readonly string[],
  ): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `
      SELECT h.agent_id AS id
      FROM unnest($2::text[], $3::text[]) AS c(kind, value)
      JOIN agent_handles h ON h.tenant_id = $1 AND h.kind = c.kind AND h.value = c.value
      UNION
      SELECT id FROM agents WHERE tenant_id = $1 AND resource_id = ANY ($4::bigint[])
      `,
      [
        tenantId,
        handles.map((handle) => handle.kind),
        handles.map((handle) => handle.value),
        resourceIds,
      ],
    );
    return rows.map((row) => row.id);
  }

  async linkedAgents(
    tx: Tx,
    tenantId: string,
    agentIds: readonly string[],
  ): Promise<LinkedAgent[]> {
    return tx.query<LinkedAgent>(
      `
      SELECT id, instance_id AS "instanceId", resource_id AS "resourceId", matched_by AS "matchedBy"
      FROM agents
      WHERE tenant_id = $1 AND id = ANY ($2::uuid[])
      ORDER BY id
      `,
      [tenantId, agentIds],
    );
  }

  /**
   * For each agent and kind of handle the only resource, if there is exactly one, that has every one
   * of the agent's handles which any resource has. So an address that several resources have is
   * ambiguous by itself, but is narrowed down by the agent's other addresses.
   */
  async candidates(
    tx: Tx,
    tenantId: string,
    agentIds: readonly string[],
  ): Promise<(Candidate & { agentId: string })[]> {
    return tx.query<Candidate & { agentId: string }>(
      `
      WITH shared AS (
        SELECT a.agent_id, a.kind, a.value, r.resource_id
        FROM agent_handles a
        JOIN resource_handles r ON r.tenant_id = a.tenant_id AND r.kind = a.kind AND r.value = a.value
        WHERE a.tenant_id = $1 AND a.agent_id = ANY ($2::uuid[])
      ), known AS (
        SELECT agent_id, kind, count(DISTINCT value) AS handles FROM shared GROUP BY agent_id, kind
      ), complete AS (
        SELECT s.agent_id, s.kind, s.resource_id
        FROM shared s JOIN known k USING (agent_id, kind)
        GROUP BY s.agent_id, s.kind, s.resource_id, k.handles
        HAVING count(*) = k.handles
      ), sole AS (
        SELECT agent_id, kind, min(resource_id) AS resource_id
        FROM complete GROUP BY agent_id, kind HAVING count(*) = 1
      )
      SELECT o.agent_id AS "agentId", o.kind, o.resource_id AS "resourceId", i.value AS "instanceId"
      FROM sole o
      LEFT JOIN resource_handles i
        ON i.tenant_id = $1 AND i.resource_id = o.resource_id AND i.kind = 'instance_id'
      `,
      [tenantId, agentIds],
    );
  }

  /** Locks resources in ascending order of ids; returns those that exist. */
  async lockResources(
    tx: Tx,
    tenantId: string,
    resourceIds: readonly string[],
  ): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `
      SELECT id FROM cloud_resources
      WHERE tenant_id = $1 AND id = ANY ($2::bigint[])
      ORDER BY id
      FOR NO KEY UPDATE
      `,
      [tenantId, resourceIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  async storeLinks(tx: Tx, tenantId: string, links: readonly NewLink[]): Promise<void> {
    await tx.query(
      `
      UPDATE agents a
      SET resource_id = n.resource_id, matched_by = n.matched_by,
        matched_at = CASE
          WHEN n.resource_id IS NULL THEN NULL
          WHEN n.resource_id = a.resource_id THEN a.matched_at
          ELSE now() END
      FROM unnest($2::uuid[], $3::bigint[], $4::text[]) AS n(agent_id, resource_id, matched_by)
      WHERE a.tenant_id = $1 AND a.id = n.agent_id
      `,
      [
        tenantId,
        links.map((link) => link.agentId),
        links.map((link) => link.resourceId),
        links.map((link) => link.matchedBy),
      ],
    );
  }

  /** Makes `has_agent` of these resources say whether an agent is linked to them. */
  async refreshHasAgent(tx: Tx, tenantId: string, resourceIds: readonly string[]): Promise<void> {
    await tx.query(
      `
      UPDATE cloud_resources r
      SET has_agent = NOT r.has_agent
      WHERE r.tenant_id = $1 AND r.id = ANY ($2::bigint[]) AND r.has_agent <> EXISTS (
        SELECT FROM agents a WHERE a.tenant_id = r.tenant_id AND a.resource_id = r.id)
      `,
      [tenantId, resourceIds],
    );
  }
}
