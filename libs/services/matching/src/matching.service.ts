import { Injectable } from '@nestjs/common';
import { resourceMatched } from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import { type Candidate, chooseMatch } from './choose-match';
import { handleKey, instanceHandle } from './handles';
import { type LinkedAgent, MatchRepository, type NewLink } from './match.repository';
import { type ResourceHandle, ResourceHandleRepository } from './resource-handle.repository';

/**
 * Keeps agents linked to the resources they run on.
 *
 * A link depends on all machines and agents of the tenant, because a handle that several machines
 * have links none. So one transaction at a time matches in a tenant: it takes the tenant's lock, then
 * reads what is committed. Whoever changes a machine or an agent publishes an event after which
 * matching reads it again; hence messages may come twice, late or in any order.
 *
 * Lock order: the tenant, `cloud_resources` by id, `agents`. Registration locks its one agent only.
 */
@Injectable()
export class MatchingService {
  constructor(
    private readonly database: Database,
    private readonly handles: ResourceHandleRepository,
    private readonly matches: MatchRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Looks for the resources of agents that registered, or whose addresses changed. */
  async matchAgents(tenantId: string, agentIds: readonly string[]): Promise<void> {
    await this.database.withTenant(tenantId, async (tx) => {
      await this.matches.lockTenant(tx, tenantId);
      await this.rematch(tx, tenantId, agentIds);
    });
  }

  /**
   * Takes note of resources that were created, changed or removed, and matches the agents that this
   * concerns. A page without machines costs one statement.
   */
  async matchResources(tenantId: string, resourceIds: readonly string[]): Promise<void> {
    await this.database.withTenant(tenantId, async (tx) => {
      if (!(await this.handles.concernsMachines(tx, tenantId, resourceIds))) return;
      await this.matches.lockTenant(tx, tenantId);
      const changed = await this.updateHandles(tx, tenantId, resourceIds);
      if (changed.length === 0) return;
      const machines = [...new Set(changed.map((handle) => handle.resourceId))];
      const agents = await this.matches.agentsConcerned(tx, tenantId, changed, machines);
      await this.rematch(tx, tenantId, agents);
    });
  }

  /** Brings the stored handles of resources up to date; returns those that came or went. */
  private async updateHandles(
    tx: Tx,
    tenantId: string,
    resourceIds: readonly string[],
  ): Promise<ResourceHandle[]> {
    const observed = await this.handles.observedHandles(tx, tenantId, resourceIds);
    const stored = await this.handles.storedHandles(tx, tenantId, resourceIds);
    const gone = without(stored, observed);
    const fresh = without(observed, stored);
    await this.handles.deleteHandles(tx, tenantId, gone);
    await this.handles.insertHandles(tx, tenantId, fresh);
    return [...gone, ...fresh];
  }

  /** Links the agents to what they match now; writes and publishes differences only. */
  private async rematch(tx: Tx, tenantId: string, agentIds: readonly string[]): Promise<void> {
    if (agentIds.length === 0) return;
    const agents = await this.matches.linkedAgents(tx, tenantId, agentIds);
    const candidates = await this.matches.candidates(tx, tenantId, agentIds);
    const wanted = changedLinks(agents, candidates);
    if (wanted.length === 0) return;

    const before = new Map(agents.map((agent) => [agent.id, agent.resourceId]));
    const resourceIds = wanted.flatMap((link) => [link.resourceId, before.get(link.agentId)]);
    const existing = await this.matches.lockResources(
      tx,
      tenantId,
      resourceIds.filter((id) => typeof id === 'string'),
    );
    const links = wanted.map((link) => onlyToExisting(link, existing));
    await this.matches.storeLinks(tx, tenantId, links);
    await this.matches.refreshHasAgent(tx, tenantId, [...existing]);
    const moved = links.filter((link) => link.resourceId !== before.get(link.agentId));
    if (moved.length === 0) return;
    const matches = moved.map(({ agentId, resourceId }) => ({ agentId, resourceId }));
    await this.outbox.add(tx, [event(resourceMatched, tenantId, { tenantId, matches })]);
  }
}

/** What each agent matches now, where that is not what it is linked to. */
function changedLinks(
  agents: readonly LinkedAgent[],
  candidates: readonly (Candidate & { agentId: string })[],
): NewLink[] {
  const byAgent = new Map<string, Candidate[]>(agents.map((agent) => [agent.id, []]));
  for (const candidate of candidates) byAgent.get(candidate.agentId)?.push(candidate);
  return agents.flatMap(({ id: agentId, instanceId, resourceId, matchedBy }) => {
    const instance = instanceId === null ? null : instanceHandle(instanceId);
    const match = chooseMatch(instance, byAgent.get(agentId) ?? []);
    if (match?.resourceId === resourceId && match.matchedBy === matchedBy) return [];
    if (match === null && resourceId === null) return [];
    return [{ agentId, ...(match ?? { resourceId: null, matchedBy: null }) }];
  });
}

/** An account may be deleted, with its resources, while its machines are matched. */
function onlyToExisting(link: NewLink, existing: ReadonlySet<string>): NewLink {
  if (link.resourceId === null || existing.has(link.resourceId)) return link;
  return { agentId: link.agentId, resourceId: null, matchedBy: null };
}

function without(
  handles: readonly ResourceHandle[],
  others: readonly ResourceHandle[],
): ResourceHandle[] {
  const key = (handle: ResourceHandle): string => `${handle.resourceId} ${handleKey(handle)}`;
  const known = new Set(others.map(key));
  return handles.filter((handle) => !known.has(key(handle)));
}
