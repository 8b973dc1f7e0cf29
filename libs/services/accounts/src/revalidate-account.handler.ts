import { Controller } from '@nestjs/common';
import { revalidateAccount } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import type { AccountRequest } from './accounts.service';
import { type AcceptedResponse, RevalidationService } from './revalidation.service';

@Controller()
export class RevalidateAccountHandler {
  constructor(private readonly accounts: RevalidationService) {}

  @OnRequest(revalidateAccount)
  handle(request: AccountRequest): Promise<AcceptedResponse> {
    return this.accounts.revalidate(request);
  }
}
