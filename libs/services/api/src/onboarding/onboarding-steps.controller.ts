import {
  applyDecorators,
  Body,
  Controller,
  Headers,
  Param,
  Put,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type OnboardingInput, ProblemError } from '@skyledger/contracts';
import { PROVIDERS_AVAILABLE } from '@skyledger/providers';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { EntityAccessService } from '../entities/entity-access.service';
import { notFound, validationFailed } from '../errors/problems';
import { ApiRoute } from '../http/api-route.decorator';
import { entityTag, versionsOf } from '../http/entity-tag';
import { UuidPipe } from '../http/path-id.pipe';
import {
  type AuthenticationStepBody,
  authenticationStepSchema,
  type CredentialsStepBody,
  credentialsStepSchema,
  type EnvironmentStepBody,
  environmentStepSchema,
  type ProviderStepBody,
  providerStepSchema,
} from './onboarding-input.schema';
import { OnboardingRequestsService } from './onboarding-requests.service';
import { OnboardingSessionRepository, type StoredSession } from './onboarding-session.repository';
import { type SessionBody, sessionSchema } from './onboarding.schema';
import { SessionExistsGuard } from './session-exists.guard';
import { sessionOwner } from './session-owner';
import { SessionViewService } from './session-view.service';

const sessionId = new UuidPipe('onboarding session');

/** A route that stores one step, and answers the session as it is then. */
function StepRoute(step: string, summary: string, description: string): MethodDecorator {
  return applyDecorators(
    Put(`:id/steps/${step}`),
    ApiRoute({
      summary,
      description,
      access: 'CloudConnector:manage',
      ifMatch: 'session',
      response: sessionSchema,
      problems: {
        404: 'You have no such session, or it has expired',
        409: 'The session is completed, or another step comes first: `errors`',
        422: 'The provider has nothing like it, there is no such entity, or the external id was not minted for you; `errors` names the fields',
        504: 'The accounts service did not answer in time',
      },
    }),
  );
}

/** What people fill in, step by step. */
@ApiTags('Onboarding')
@Controller('cloud/onboarding-sessions')
@UseGuards(SessionExistsGuard)
export class OnboardingStepsController {
  constructor(
    private readonly sessions: OnboardingSessionRepository,
    private readonly requests: OnboardingRequestsService,
    private readonly views: SessionViewService,
    private readonly entities: EntityAccessService,
  ) {}

  @StepRoute(
    'provider',
    'Choose the provider of an onboarding session',
    'Another one than before forgets the authentication method and the credentials.',
  )
  async provider(
    @CurrentPrincipal() principal: Principal,
    @Param('id', sessionId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: providerStepSchema }) body: ProviderStepBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionBody> {
    const provider = PROVIDERS_AVAILABLE.find((each) => each === body.provider);
    if (provider === undefined) {
      const expected = `one of ${PROVIDERS_AVAILABLE.join(', ')}`;
      throw validationFailed([{ field: 'provider', expected }]);
    }
    return this.saved(principal, id, ifMatch, { step: 'provider', provider }, reply);
  }

  @StepRoute(
    'environment',
    'Say what the account is, and what is read of it when',
    'Replaces the step as a whole. Other regions have to be validated again. An `entity_id` needs the permission on that entity.',
  )
  async environment(
    @CurrentPrincipal() principal: Principal,
    @Param('id', sessionId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: environmentStepSchema }) body: EnvironmentStepBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionBody> {
    const { resource_types: resourceTypes, entity_id: entityId, ...same } = body;
    if (entityId !== undefined) {
      await this.entities.mustHold(principal, ['CloudConnector:manage'], entityId);
    }
    const settings = { ...same, resourceTypes, ...(entityId !== undefined && { entityId }) };
    return this.saved(principal, id, ifMatch, { step: 'environment', settings }, reply);
  }

  @StepRoute(
    'authentication',
    'Choose how to authenticate',
    'Another method than before forgets the credentials. Where the account has to ask for an external id, the first choice mints it: `trust`.',
  )
  async authentication(
    @CurrentPrincipal() principal: Principal,
    @Param('id', sessionId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: authenticationStepSchema }) body: AuthenticationStepBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionBody> {
    const input = { step: 'authentication', method: body.method } as const;
    return this.saved(principal, id, ifMatch, input, reply);
  }

  @StepRoute(
    'credentials',
    'Give the credentials',
    'They are sealed for this session and never shown again. What the provider says of them is told by validating. An external id that is left out is the one of `trust`.',
  )
  async credentials(
    @CurrentPrincipal() principal: Principal,
    @Param('id', sessionId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: credentialsStepSchema }) body: CredentialsStepBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionBody> {
    const versions = versionsOf(ifMatch);
    const { provider, method, external_id } = await this.stored(principal, id);
    if (provider === null) throw tooEarly('provider', 'the choice of a provider');
    if (method === null) throw tooEarly('authentication', 'the choice of a method');
    const session = { id, provider, method, external_id };
    await this.requests.saveCredentials(principal, session, versions, body);
    return this.shown(principal, id, reply);
  }

  private async saved(
    principal: Principal,
    id: string,
    ifMatch: string | undefined,
    input: OnboardingInput,
    reply: FastifyReply,
  ): Promise<SessionBody> {
    await this.requests.save(principal, id, versionsOf(ifMatch), input);
    return this.shown(principal, id, reply);
  }

  private async shown(principal: Principal, id: string, reply: FastifyReply): Promise<SessionBody> {
    const session = await this.stored(principal, id);
    void reply.header('etag', entityTag(session.version));
    return this.views.whole(session);
  }

  private async stored(principal: Principal, id: string): Promise<StoredSession> {
    const session = await this.sessions.find(sessionOwner(principal), id);
    if (session === null) throw notFound('onboarding session');
    return session;
  }
}

/** Without them nobody knows what the credentials are to be read as. */
function tooEarly(step: string, expected: string): ProblemError {
  return new ProblemError({
    type: 'step-too-early',
    title: 'Another step comes first',
    status: 409,
    errors: [{ field: step, expected }],
  });
}
