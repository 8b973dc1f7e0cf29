export type { AgentRegistration } from './agent-registration';
export { AgentRegistrationService } from './agent-registration.service';
export { MatchingModule } from './matching.module';
export { MatchingService } from './matching.service';
