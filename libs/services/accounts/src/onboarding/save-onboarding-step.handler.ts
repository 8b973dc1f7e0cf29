import { Controller } from '@nestjs/common';
import { saveOnboardingStep } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import { OnboardingService, type SaveStepRequest } from './onboarding.service';

@Controller()
export class SaveOnboardingStepHandler {
  constructor(private readonly sessions: OnboardingService) {}

  @OnRequest(saveOnboardingStep)
  handle(request: SaveStepRequest): Promise<{ version: string }> {
    return this.sessions.save(request);
  }
}
