import { Controller } from '@nestjs/common';
import { type AgentRegistered, agentRegistered } from '@skyledger/contracts';
import { OnEvent } from '@skyledger/messaging';
import { MatchingService } from './matching.service';

@Controller()
export class MatchAgentHandler {
  constructor(private readonly matching: MatchingService) {}

  @OnEvent(agentRegistered, { queue: 'agent-matcher.agent.registered', prefetch: 4 })
  async handle({ tenantId, agentId }: AgentRegistered): Promise<void> {
    await this.matching.matchAgents(tenantId, [agentId]);
  }
}
