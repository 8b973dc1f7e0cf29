import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RowAccessGuard } from '../auth/row-access.guard';
import { UuidPipe } from '../http/path-id.pipe';
import { AccountRepository } from './account.repository';

/** Sees to what the principal may do with the account that the route names. */
@Injectable()
export class AccountAccessGuard extends RowAccessGuard {
  constructor(reflector: Reflector, accounts: AccountRepository) {
    super(reflector, accounts, 'account', new UuidPipe('account'));
  }
}
