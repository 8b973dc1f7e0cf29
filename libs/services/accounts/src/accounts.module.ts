import { Module } from '@nestjs/common';
import { AuditLog } from '@skyledger/audit';
import { loadProvider } from '@skyledger/providers';
import { AccountAudit } from './account-audit';
import { AccountAuditRepository } from './account-audit.repository';
import { AccountUpdateService } from './account-update.service';
import { AccountValidationService } from './account-validation.service';
import { AccountRepository } from './account.repository';
import { AccountsService } from './accounts.service';
import { CreateAccountHandler } from './create-account.handler';
import { CredentialReplacementService } from './credential-replacement.service';
import { CredentialsRepository } from './credentials.repository';
import { DeleteAccountHandler } from './delete-account.handler';
import { DiscoverAccountHandler } from './discover-account.handler';
import { JudgeRunsHandler } from './judge-runs.handler';
import { CompleteOnboardingHandler } from './onboarding/complete-onboarding.handler';
import { DeleteOnboardingHandler } from './onboarding/delete-onboarding.handler';
import { OnboardingCompletionService } from './onboarding/onboarding-completion.service';
import { OnboardingSessionRepository } from './onboarding/onboarding-session.repository';
import { OnboardingTrustTemplateHandler } from './onboarding/onboarding-trust-template.handler';
import { OnboardingTrustService } from './onboarding/onboarding-trust.service';
import { OnboardingValidationService } from './onboarding/onboarding-validation.service';
import { OnboardingService } from './onboarding/onboarding.service';
import { SaveOnboardingStepHandler } from './onboarding/save-onboarding-step.handler';
import { StartOnboardingHandler } from './onboarding/start-onboarding.handler';
import { ValidateOnboardingHandler } from './onboarding/validate-onboarding.handler';
import { CreateOrganizationHandler } from './organizations/create-organization.handler';
import { DeleteOrganizationHandler } from './organizations/delete-organization.handler';
import { OrganizationConnectionService } from './organizations/organization-connection.service';
import { OrganizationMemberRepository } from './organizations/organization-member.repository';
import { OrganizationMembersService } from './organizations/organization-members.service';
import { OrganizationSyncService } from './organizations/organization-sync.service';
import { OrganizationRepository } from './organizations/organization.repository';
import { OrganizationsService } from './organizations/organizations.service';
import { RequestSyncHandler } from './organizations/request-sync.handler';
import { SyncOrganizationHandler } from './organizations/sync-organization.handler';
import { UpdateOrganizationHandler } from './organizations/update-organization.handler';
import { PROVIDER_LOADER, ProviderAccess } from './provider-access.service';
import { ReplaceCredentialsHandler } from './replace-credentials.handler';
import { RevalidateAccountHandler } from './revalidate-account.handler';
import { RevalidateStaleHandler } from './revalidate-stale.handler';
import { RevalidationService } from './revalidation.service';
import { RunOutcomeService } from './run-outcome.service';
import { StandingRepository } from './standing.repository';
import { ExternalIdRepository } from './trust/external-id.repository';
import { ExternalIdService } from './trust/external-id.service';
import { MintExternalIdHandler } from './trust/mint-external-id.handler';
import { TrustTemplateHandler } from './trust/trust-template.handler';
import { TrustTemplateService } from './trust/trust-template.service';
import { UpdateAccountHandler } from './update-account.handler';

/**
 * Answers the `accounts.*`, `onboarding.*` and `organizations.*` requests, and follows how accounts stand with their providers. The only
 * writer of `onboarding_sessions`, `cloud_organizations`, `cloud_credentials` and, but for what the scheduler and a starting run write, of
 * `cloud_accounts`. The application provides the configuration, the database, the vault, the limits
 * and messaging.
 */
@Module({
  controllers: [
    CompleteOnboardingHandler,
    CreateAccountHandler,
    CreateOrganizationHandler,
    DeleteAccountHandler,
    DeleteOnboardingHandler,
    DeleteOrganizationHandler,
    DiscoverAccountHandler,
    JudgeRunsHandler,
    MintExternalIdHandler,
    OnboardingTrustTemplateHandler,
    ReplaceCredentialsHandler,
    RequestSyncHandler,
    RevalidateAccountHandler,
    RevalidateStaleHandler,
    SaveOnboardingStepHandler,
    StartOnboardingHandler,
    TrustTemplateHandler,
    SyncOrganizationHandler,
    UpdateAccountHandler,
    UpdateOrganizationHandler,
    ValidateOnboardingHandler,
  ],
  providers: [
    AccountAudit,
    AccountAuditRepository,
    AccountRepository,
    AccountsService,
    AccountUpdateService,
    AccountValidationService,
    AuditLog,
    CredentialReplacementService,
    CredentialsRepository,
    OnboardingCompletionService,
    OnboardingService,
    OnboardingSessionRepository,
    OnboardingTrustService,
    OnboardingValidationService,
    ExternalIdRepository,
    ExternalIdService,
    OrganizationConnectionService,
    OrganizationMemberRepository,
    OrganizationMembersService,
    OrganizationRepository,
    OrganizationsService,
    OrganizationSyncService,
    ProviderAccess,
    RevalidationService,
    RunOutcomeService,
    StandingRepository,
    TrustTemplateService,
    { provide: PROVIDER_LOADER, useValue: loadProvider },
  ],
  exports: [AccountsService],
})
export class AccountsModule {}
