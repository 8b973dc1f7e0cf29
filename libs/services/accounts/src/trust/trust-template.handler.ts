import { Controller } from '@nestjs/common';
import { trustTemplate } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import {
  TrustTemplateService,
  type TrustTemplateRequest,
  type TrustTemplateResponse,
} from './trust-template.service';

@Controller()
export class TrustTemplateHandler {
  constructor(private readonly templates: TrustTemplateService) {}

  @OnRequest(trustTemplate)
  handle(request: TrustTemplateRequest): Promise<TrustTemplateResponse> {
    return this.templates.templateFor(request);
  }
}
