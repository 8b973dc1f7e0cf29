import { Controller } from '@nestjs/common';
import { startOnboarding } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import { OnboardingService, type SessionRequest } from './onboarding.service';

@Controller()
export class StartOnboardingHandler {
  constructor(private readonly sessions: OnboardingService) {}

  @OnRequest(startOnboarding)
  handle(request: SessionRequest): Promise<{ sessionId: string }> {
    return this.sessions.start(request);
  }
}
