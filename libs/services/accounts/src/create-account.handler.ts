import { Controller } from '@nestjs/common';
import { createAccount } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import {
  type CreateAccountRequest,
  AccountsService,
  type CreateAccountResponse,
} from './accounts.service';

@Controller()
export class CreateAccountHandler {
  constructor(private readonly accounts: AccountsService) {}

  @OnRequest(createAccount)
  handle(request: CreateAccountRequest): Promise<CreateAccountResponse> {
    return this.accounts.create(request);
  }
}
