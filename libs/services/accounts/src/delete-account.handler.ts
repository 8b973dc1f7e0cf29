import { Controller } from '@nestjs/common';
import { deleteAccount } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import { type AccountRequest, AccountsService } from './accounts.service';

@Controller()
export class DeleteAccountHandler {
  constructor(private readonly accounts: AccountsService) {}

  @OnRequest(deleteAccount)
  handle(request: AccountRequest): Promise<{ deleted: true }> {
    return this.accounts.delete(request);
  }
}
