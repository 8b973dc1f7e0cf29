import { Controller } from '@nestjs/common';
import { discoverAccount } from '@skyledger/contracts';
import { OnRequest } from '@skyledger/messaging';
import {
  AccountsService,
  type DiscoverAccountRequest,
  type DiscoverAccountResponse,
} from './accounts.service';

@Controller()
export class DiscoverAccountHandler {
  constructor(private readonly accounts: AccountsService) {}

  @OnRequest(discoverAccount)
  handle(request: DiscoverAccountRequest): Promise<DiscoverAccountResponse> {
    return this.accounts.discover(request);
  }
}
