import { type DynamicModule, Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, RouterModule } from '@nestjs/core';
import { AuditLog } from '@skyledger/audit';
import { loadProvider } from '@skyledger/providers';
import { AccountCredentialsService } from './accounts/account-credentials.service';
import { AccountEditController } from './accounts/account-edit.controller';
import { AccountRepository } from './accounts/account.repository';
import { AccountsController } from './accounts/accounts.controller';
import { AgentRepository } from './agents/agent.repository';
import { AgentsController } from './agents/agents.controller';
import { AnnotationRepository } from './annotations/annotation.repository';
import { AnnotationsController } from './annotations/annotations.controller';
import { AnnotationsService } from './annotations/annotations.service';
import { AuditController } from './audit/audit.controller';
import { AuditRepository } from './audit/audit.repository';
import { RefusalLog } from './audit/refusal-log';
import { AwsTrustController } from './aws/aws-trust.controller';
import { AccessGuard } from './auth/access.guard';
import { OidcVerifier } from './auth/oidc/oidc-verifier.service';
import { PersonGrantsRepository } from './auth/person-grants.repository';
import { PrincipalsService } from './auth/principals.service';
import { CredentialHealthRepository } from './credentials/credential-health.repository';
import { CredentialsController } from './credentials/credentials.controller';
import { DeadLettersController } from './dead-letters/dead-letters.controller';
import { EntitiesController } from './entities/entities.controller';
import { EntitiesService } from './entities/entities.service';
import { EntityAccessService } from './entities/entity-access.service';
import { EntityRepository } from './entities/entity.repository';
import { issuesToProblem } from './errors/issues-to-problem';
import { ProblemFilter } from './errors/problem.filter';
import { FindingRepository } from './findings/finding.repository';
import { FindingsController } from './findings/findings.controller';
import { API_PATH } from './http/api-path';
import { PROVIDER_LOADER } from './http/provider-loader';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor';
import { IdempotencyRepository } from './idempotency/idempotency.repository';
import { IdempotencyService } from './idempotency/idempotency.service';
import { RequestLimits } from './limits/request-limits';
import { MeController } from './me/me.controller';
import { OnboardingRequestsService } from './onboarding/onboarding-requests.service';
import { OnboardingSessionController } from './onboarding/onboarding-session.controller';
import { OnboardingSessionRepository } from './onboarding/onboarding-session.repository';
import { OnboardingSessionsController } from './onboarding/onboarding-sessions.controller';
import { OnboardingStepsController } from './onboarding/onboarding-steps.controller';
import { OnboardingTrustController } from './onboarding/onboarding-trust.controller';
import { SessionViewService } from './onboarding/session-view.service';
import { OrganizationRequestsService } from './organizations/organization-requests.service';
import { OrganizationRepository } from './organizations/organization.repository';
import { OrganizationsController } from './organizations/organizations.controller';
import { ResourceDetailService } from './resources/resource-detail.service';
import { ResourceRepository } from './resources/resource.repository';
import { ResourcesController } from './resources/resources.controller';
import { RoleBindingRepository } from './role-bindings/role-binding.repository';
import { RoleBindingsController } from './role-bindings/role-bindings.controller';
import { RoleBindingsService } from './role-bindings/role-bindings.service';
import { RoleRepository } from './roles/role.repository';
import { RolesController } from './roles/roles.controller';
import { RolesService } from './roles/roles.service';
import { RunRepository } from './runs/run.repository';
import { RunsController } from './runs/runs.controller';
import { SummaryController } from './summary/summary.controller';
import { SummaryRepository } from './summary/summary.repository';
import { TokenRepository } from './tokens/token.repository';
import { TokensController } from './tokens/tokens.controller';
import { TokensService } from './tokens/tokens.service';

/**
 * The REST API. The application provides the configuration, the database, the limits, the vault and messaging, is made with
 * `createApiAdapter()`, and calls `setUpApi()` before it listens.
 */
@Module({
  controllers: [
    AccountEditController,
    AccountsController,
    AgentsController,
    AnnotationsController,
    AuditController,
    AwsTrustController,
    CredentialsController,
    DeadLettersController,
    EntitiesController,
    FindingsController,
    MeController,
    OnboardingSessionController,
    OnboardingSessionsController,
    OnboardingStepsController,
    OnboardingTrustController,
    OrganizationsController,
    ResourcesController,
    RoleBindingsController,
    RolesController,
    RunsController,
    SummaryController,
    TokensController,
  ],
  providers: [
    AccountCredentialsService,
    AccountRepository,
    AgentRepository,
    AnnotationRepository,
    AnnotationsService,
    AuditLog,
    AuditRepository,
    CredentialHealthRepository,
    EntitiesService,
    EntityAccessService,
    EntityRepository,
    FindingRepository,
    IdempotencyRepository,
    IdempotencyService,
    OnboardingRequestsService,
    OnboardingSessionRepository,
    OidcVerifier,
    PersonGrantsRepository,
    OrganizationRepository,
    OrganizationRequestsService,
    PrincipalsService,
    RefusalLog,
    RequestLimits,
    ResourceDetailService,
    ResourceRepository,
    RoleBindingRepository,
    RoleBindingsService,
    RoleRepository,
    RolesService,
    RunRepository,
    SessionViewService,
    SummaryRepository,
    TokenRepository,
    TokensService,
    { provide: PROVIDER_LOADER, useValue: loadProvider },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
    {
      provide: APP_PIPE,
      useValue: new StandardSchemaValidationPipe({ exceptionFactory: issuesToProblem }),
    },
  ],
  exports: [TokensService],
})
export class ApiModule {
  /** The module, with its routes below `/api/v1`. Import once. */
  static forRoot(): DynamicModule {
    return {
      module: ApiModule,
      imports: [RouterModule.register([{ path: API_PATH, module: ApiModule }])],
    };
  }
}
