import { Controller } from '@nestjs/common';
import { onboardingTrustTemplate } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import {
  OnboardingTrustService,
  type SessionTemplateRequest,
  type SessionTemplateResponse,
} from './onboarding-trust.service';

@Controller()
export class OnboardingTrustTemplateHandler {
  constructor(private readonly trust: OnboardingTrustService) {}

  @OnRequest(onboardingTrustTemplate)
  handle(request: SessionTemplateRequest): Promise<SessionTemplateResponse> {
    return this.trust.templateFor(request);
  }
}
