import { type DynamicModule, Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, RouterModule } from '@nestjs/core';
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
import { AccessGuard } from './auth/access.guard';
import { PrincipalsService } from './auth/principals.service';
import { DeadLettersController } from './dead-letters/dead-letters.controller';
import { issuesToProblem } from './errors/issues-to-problem';
import { ProblemFilter } from './errors/problem.filter';
import { FindingRepository } from './findings/finding.repository';
import { FindingsController } from './findings/findings.controller';
import { API_PATH } from './http/api-path';
import { PROVIDER_LOADER } from './http/provider-loader';
import { ResourceDetailService } from './resources/resource-detail.service';
import { ResourceRepository } from './resources/resource.repository';
import { ResourcesController } from './resources/resources.controller';
import { RunRepository } from './runs/run.repository';
import { RunsController } from './runs/runs.controller';
import { SummaryController } from './summary/summary.controller';
import { SummaryRepository } from './summary/summary.repository';
import { TokenRepository } from './tokens/token.repository';
import { TokensController } from './tokens/tokens.controller';
import { TokensService } from './tokens/tokens.service';

/**
 * The REST API. The application provides the database, the vault and messaging, is made with
 * `createApiAdapter()`, and calls `setUpApi()` before it listens.
 */
@Module({
  controllers: [
    AccountEditController,
    AccountsController,
    AgentsController,
    AnnotationsController,
    DeadLettersController,
    FindingsController,
    ResourcesController,
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
    FindingRepository,
    PrincipalsService,
    ResourceDetailService,
    ResourceRepository,
    RunRepository,
    SummaryRepository,
    TokenRepository,
    TokensService,
    { provide: PROVIDER_LOADER, useValue: loadProvider },
    { provide: APP_GUARD, useClass: AccessGuard },
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
