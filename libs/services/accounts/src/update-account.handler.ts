import { Controller } from '@nestjs/common';
import { updateAccount } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import {
  AccountUpdateService,
  type UpdateAccountRequest,
  type UpdateAccountResponse,
} from './account-update.service';

@Controller()
export class UpdateAccountHandler {
  constructor(private readonly accounts: AccountUpdateService) {}

  @OnRequest(updateAccount)
  handle(request: UpdateAccountRequest): Promise<UpdateAccountResponse> {
    return this.accounts.update(request);
  }
}
