import { Injectable } from '@nestjs/common';
import { agentRegistered } from '@skyledger/contracts';
import { Database, uuidv7 } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import { type AgentDetails, AgentRepository } from './agent.repository';
import { type AgentRegistration, assertStorable } from './agent-registration';
import { handleKey, handlesOf } from './handles';

/** Stores agents; matching them is done on the event that this publishes. */
@Injectable()
export class AgentRegistrationService {
  constructor(
    private readonly database: Database,
    private readonly agents: AgentRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Stores the agent, known by its key. Publishes `agent.registered` when it is new or can be
   * recognised by other ids or addresses than before; otherwise only its details are kept up to date.
   * @throws ProblemError `validation-failed` for what cannot be stored
   */
  async register(registration: AgentRegistration): Promise<{ agentId: string }> {
    assertStorable(registration);
    const { tenantId, agentKey } = registration;
    const details = detailsOf(registration);
    return this.database.withTenant(tenantId, async (tx) => {
      let agentId = uuidv7();
      let known: AgentDetails | null = null;
      if (!(await this.agents.insertAgent(tx, tenantId, agentKey, { id: agentId, ...details }))) {
        const stored = await this.agents.lockByKey(tx, tenantId, agentKey);
        if (stored === null) throw new Error(`agent ${agentKey} was deleted as it registered`);
        agentId = stored.id;
        known = stored;
        await this.agents.updateSeen(tx, tenantId, agentId, details);
      }
      if (known === null || signatureOf(known) !== signatureOf(details)) {
        await this.agents.replaceHandles(tx, tenantId, agentId, handlesOf(details));
        await this.outbox.add(tx, [event(agentRegistered, tenantId, { tenantId, agentId })]);
      }
      return { agentId };
    });
  }
}

/** Addresses are sorted, since a machine lists its interfaces in no fixed order. */
function detailsOf(registration: AgentRegistration): AgentDetails {
  const { hostname, instanceId, version } = registration;
  return {
    hostname,
    instanceId,
    version,
    privateIps: [...new Set(registration.privateIps)].sort(),
    publicIps: [...new Set(registration.publicIps)].sort(),
  };
}

function signatureOf(details: AgentDetails): string {
  return handlesOf(details).map(handleKey).sort().join('\n');
}
