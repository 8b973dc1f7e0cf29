import { Module } from '@nestjs/common';
import { loadProvider } from '@skyledger/providers';
import { AccountUpdateService } from './account-update.service';
import { AccountValidationService, PROVIDER_LOADER } from './account-validation.service';
import { AccountRepository } from './account.repository';
import { AccountsService } from './accounts.service';
import { CreateAccountHandler } from './create-account.handler';
import { CredentialReplacementService } from './credential-replacement.service';
import { CredentialsRepository } from './credentials.repository';
import { DeleteAccountHandler } from './delete-account.handler';
import { DiscoverAccountHandler } from './discover-account.handler';
import { JudgeRunsHandler } from './judge-runs.handler';
import { ReplaceCredentialsHandler } from './replace-credentials.handler';
import { RevalidateAccountHandler } from './revalidate-account.handler';
import { RevalidateStaleHandler } from './revalidate-stale.handler';
import { RevalidationService } from './revalidation.service';
import { RunOutcomeService } from './run-outcome.service';
import { StandingRepository } from './standing.repository';
import { UpdateAccountHandler } from './update-account.handler';

/**
 * Answers the `accounts.*` requests, and follows how accounts stand with their providers. The only
 * writer of `cloud_credentials` and, but for what the scheduler and a starting run write, of
 * `cloud_accounts`. The application provides the configuration, the database, the vault, the limits
 * and messaging.
 */
@Module({
  controllers: [
    CreateAccountHandler,
    DeleteAccountHandler,
    DiscoverAccountHandler,
    JudgeRunsHandler,
    ReplaceCredentialsHandler,
    RevalidateAccountHandler,
    RevalidateStaleHandler,
    UpdateAccountHandler,
  ],
  providers: [
    AccountRepository,
    AccountsService,
    AccountUpdateService,
    AccountValidationService,
    CredentialReplacementService,
    CredentialsRepository,
    RevalidationService,
    RunOutcomeService,
    StandingRepository,
    { provide: PROVIDER_LOADER, useValue: loadProvider },
  ],
  exports: [AccountsService],
})
export class AccountsModule {}
