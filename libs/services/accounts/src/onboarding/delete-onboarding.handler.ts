import { Controller } from '@nestjs/common';
import { deleteOnboarding } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import { OnboardingService, type SessionRequest } from './onboarding.service';

@Controller()
export class DeleteOnboardingHandler {
  constructor(private readonly sessions: OnboardingService) {}

  @OnRequest(deleteOnboarding)
  handle(request: SessionRequest): Promise<{ deleted: true }> {
    return this.sessions.delete(request);
  }
}
