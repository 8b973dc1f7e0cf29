import { Module } from '@nestjs/common';
import { loadProvider } from '@skyledger/providers';
import { AccountValidationService, PROVIDER_LOADER } from './account-validation.service';
import { AccountRepository } from './account.repository';
import { AccountsService } from './accounts.service';
import { CreateAccountHandler } from './create-account.handler';
import { DeleteAccountHandler } from './delete-account.handler';
import { DiscoverAccountHandler } from './discover-account.handler';
import { RevalidateAccountHandler } from './revalidate-account.handler';

/**
 * Answers the `accounts.*` requests. The application provides the configuration, the database, the
 * vault, the limits and messaging.
 */
@Module({
  controllers: [
    CreateAccountHandler,
    DeleteAccountHandler,
    DiscoverAccountHandler,
    RevalidateAccountHandler,
  ],
  providers: [
    AccountRepository,
    AccountsService,
    AccountValidationService,
    { provide: PROVIDER_LOADER, useValue: loadProvider },
  ],
  exports: [AccountsService],
})
export class AccountsModule {}
