import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';
import type { Handle } from './handles';

/** What an agent says of itself. */
export interface AgentDetails {
  hostname: string;
  instanceId: string | null;
  privateIps: readonly string[];
  publicIps: readonly string[];
  version: string | null;
}

/** An agent as it is stored. */
export interface StoredAgent extends AgentDetails {
  id: string;
}

/** Keeps `agents`, but for the links, and `agent_handles`. */
@Injectable()
export class AgentRepository {
  /** Stores an agent of a new key. @returns false when there is one of this key already */
  async insertAgent(
    tx: Tx,
    tenantId: string,
    agentKey: string,
    agent: StoredAgent,
  ): Promise<boolean> {
    const rows = await tx.query(
      `
      INSERT INTO agents
        (tenant_id, id, agent_key, hostname, instance_id, private_ips, public_ips, version)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (tenant_id, agent_key) DO NOTHING
      RETURNING id
      `,
      [tenantId, agent.id, agentKey, ...columnsOf(agent)],
    );
    return rows.length > 0;
  }

  /** The agent of this key, locked for the rest of the transaction. */
  async lockByKey(tx: Tx, tenantId: string, agentKey: string): Promise<StoredAgent | null> {
    const [agent] = await tx.query<StoredAgent>(
      `
      SELECT id, hostname, instance_id AS "instanceId", private_ips AS "privateIps",
        public_ips AS "publicIps", version
      FROM agents
      WHERE tenant_id = $1 AND agent_key = $2
      FOR NO KEY UPDATE
      `,
      [tenantId, agentKey],
    );
    return agent ?? null;
  }

  /** Notes that the agent is there, and what it says of itself. */
  async updateSeen(
    tx: Tx,
    tenantId: string,
    agentId: string,
    details: AgentDetails,
  ): Promise<void> {
    await tx.query(
      `
      UPDATE agents
      SET last_seen_at = now(), hostname = $3, instance_id = $4, private_ips = $5, public_ips = $6,
        version = $7
      WHERE tenant_id = $1 AND id = $2
      `,
      [tenantId, agentId, ...columnsOf(details)],
    );
  }

  /** Stores the handles of an agent in place of those it had. */
  async replaceHandles(
    tx: Tx,
    tenantId: string,
    agentId: string,
    handles: readonly Handle[],
  ): Promise<void> {
    await tx.query('DELETE FROM agent_handles WHERE tenant_id = $1 AND agent_id = $2', [
      tenantId,
      agentId,
    ]);
    if (handles.length === 0) return;
    await tx.query(
      `
      INSERT INTO agent_handles (tenant_id, agent_id, kind, value)
      SELECT $1, $2, n.kind, n.value FROM unnest($3::text[], $4::text[]) AS n(kind, value)
      `,
      [tenantId, agentId, handles.map((handle) => handle.kind), handles.map((h) => h.value)],
    );
  }
}

function columnsOf(agent: AgentDetails): unknown[] {
  return [agent.hostname, agent.instanceId, agent.privateIps, agent.publicIps, agent.version];
}
