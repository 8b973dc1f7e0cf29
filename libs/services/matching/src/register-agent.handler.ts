import { Controller } from '@nestjs/common';
import { registerAgent } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import type { AgentRegistration } from './agent-registration';
import { AgentRegistrationService } from './agent-registration.service';

@Controller()
export class RegisterAgentHandler {
  constructor(private readonly agents: AgentRegistrationService) {}

  @OnRequest(registerAgent)
  handle(registration: AgentRegistration): Promise<{ agentId: string }> {
    return this.agents.register(registration);
  }
}
