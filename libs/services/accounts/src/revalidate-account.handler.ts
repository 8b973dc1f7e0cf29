import { Controller } from '@nestjs/common';
import { revalidateAccount } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import {
  type AccountRequest,
  AccountsService,
  type RevalidateAccountResponse,
} from './accounts.service';

@Controller()
export class RevalidateAccountHandler {
  constructor(private readonly accounts: AccountsService) {}

  @OnRequest(revalidateAccount)
  handle(request: AccountRequest): Promise<RevalidateAccountResponse> {
    return this.accounts.revalidate(request);
  }
}
