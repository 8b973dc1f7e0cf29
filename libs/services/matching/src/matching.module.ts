import { Module } from '@nestjs/common';
import { AgentRegistrationService } from './agent-registration.service';
import { AgentRepository } from './agent.repository';
import { MatchAgentHandler } from './match-agent.handler';
import { MatchRemovedHandler } from './match-removed.handler';
import { MatchRepository } from './match.repository';
import { MatchResourcesHandler } from './match-resources.handler';
import { MatchingService } from './matching.service';
import { RegisterAgentHandler } from './register-agent.handler';
import { ResourceHandleRepository } from './resource-handle.repository';

/**
 * Registers agents and links them to the resources they run on. The application provides the
 * database and messaging.
 */
@Module({
  controllers: [
    MatchAgentHandler,
    MatchRemovedHandler,
    MatchResourcesHandler,
    RegisterAgentHandler,
  ],
  providers: [
    AgentRegistrationService,
    AgentRepository,
    MatchingService,
    MatchRepository,
    ResourceHandleRepository,
  ],
  exports: [AgentRegistrationService, MatchingService],
})
export class MatchingModule {}
