import { Controller } from '@nestjs/common';
import { completeOnboarding } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import type { CreateAccountResponse } from '../accounts.service';
import { OnboardingCompletionService } from './onboarding-completion.service';
import type { SessionRequest } from './onboarding.service';

@Controller()
export class CompleteOnboardingHandler {
  constructor(private readonly sessions: OnboardingCompletionService) {}

  @OnRequest(completeOnboarding)
  handle(request: SessionRequest): Promise<CreateAccountResponse> {
    return this.sessions.complete(request);
  }
}
