import { Controller } from '@nestjs/common';
import { type ValidationRequested, validationRequested } from '@skyledger/contracts';
import { OnEvent } from '@skyledger/messaging';
import { RevalidationService } from './revalidation.service';

@Controller()
export class RevalidateStaleHandler {
  constructor(private readonly accounts: RevalidationService) {}

  @OnEvent(validationRequested, { queue: 'accounts.validation.requested', prefetch: 4 })
  async handle(request: ValidationRequested): Promise<void> {
    await this.accounts.revalidateStale(request);
  }
}
