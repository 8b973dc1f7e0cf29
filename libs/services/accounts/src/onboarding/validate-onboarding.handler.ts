import { Controller } from '@nestjs/common';
import { validateOnboarding } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import {
  OnboardingValidationService,
  type ValidateSessionResponse,
} from './onboarding-validation.service';
import type { SessionRequest } from './onboarding.service';

@Controller()
export class ValidateOnboardingHandler {
  constructor(private readonly sessions: OnboardingValidationService) {}

  @OnRequest(validateOnboarding)
  handle(request: SessionRequest): Promise<ValidateSessionResponse> {
    return this.sessions.validate(request);
  }
}
