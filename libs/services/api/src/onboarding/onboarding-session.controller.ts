import { Controller, Delete, Get, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccountRepository } from '../accounts/account.repository';
import { createdAccountSchema } from '../accounts/account.schema';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { EntityAccessService } from '../entities/entity-access.service';
import { notFound } from '../errors/problems';
import { API_PATH } from '../http/api-path';
import { ApiRoute } from '../http/api-route.decorator';
import { entityTag } from '../http/entity-tag';
import { type JsonText, withMembers } from '../http/json-text';
import { UuidPipe } from '../http/path-id.pipe';
import { OnboardingRequestsService } from './onboarding-requests.service';
import { OnboardingSessionRepository } from './onboarding-session.repository';
import { type SessionBody, sessionSchema } from './onboarding.schema';
import { SessionExistsGuard } from './session-exists.guard';
import { sessionOwner } from './session-owner';
import { SessionViewService } from './session-view.service';

const NOT_FOUND = { 404: 'You have no such session, or it has expired' };
const NO_ANSWER = { 504: 'The accounts service did not answer in time' };
const sessionId = new UuidPipe('onboarding session');

/** One session, from its beginning to its account. */
@ApiTags('Onboarding')
@Controller('cloud/onboarding-sessions')
@UseGuards(SessionExistsGuard)
export class OnboardingSessionController {
  constructor(
    private readonly sessions: OnboardingSessionRepository,
    private readonly requests: OnboardingRequestsService,
    private readonly views: SessionViewService,
    private readonly accounts: AccountRepository,
    private readonly entities: EntityAccessService,
  ) {}

  @Get(':id')
  @ApiRoute({
    summary: 'Show an onboarding session',
    description:
      'How far each step is, its form as JSON Schema, what was filled in (never credentials), and what the provider said.',
    access: 'CloudConnector:manage',
    response: sessionSchema,
    problems: NOT_FOUND,
  })
  show(
    @CurrentPrincipal() principal: Principal,
    @Param('id', sessionId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionBody> {
    return this.shown(principal, id, reply);
  }

  @Post(':id/validate')
  @ApiRoute({
    summary: 'Ask the provider about what was filled in',
    asksProvider: true,
    description:
      'Live, as when an account is added. The session remembers the answer, be it acceptance or refusal, until provider, regions or credentials are changed.',
    access: 'CloudConnector:manage',
    response: sessionSchema,
    problems: {
      ...NOT_FOUND,
      409: 'Steps are still to do: `errors`; or the account is in the ledger already, as `account_id`',
      422: 'The provider refused: its reason, `missing_permissions`, what to do, and how to `set_up` credentials',
      ...NO_ANSWER,
    },
  })
  async validate(
    @CurrentPrincipal() principal: Principal,
    @Param('id', sessionId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionBody> {
    await this.requests.validate(principal, id);
    return this.shown(principal, id, reply);
  }

  @Post(':id/complete')
  @ApiRoute({
    summary: 'Make an account of an onboarding session',
    asksProvider: true,
    description:
      'Asks the provider once more, stores the account at the entity of the environment step, or else at the root of the tenant, on which this needs the permission, and starts its first run. Asked again, it answers the same account.',
    access: 'CloudConnector:manage',
    status: 201,
    response: createdAccountSchema,
    problems: {
      404: 'You have no such session, or it has expired; or its account was deleted since',
      409: 'Steps are still to do, or the validation is stale: `errors`; or the account is in the ledger already, as `account_id`',
      412: 'The session was changed meanwhile: read it again',
      422: 'The provider refuses by now: as when it is validated',
      ...NO_ANSWER,
    },
  })
  async complete(
    @CurrentPrincipal() principal: Principal,
    @Param('id', sessionId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    const session = await this.sessions.find(sessionOwner(principal), id);
    if (session === null) throw notFound('onboarding session');
    await this.entities.mustHold(principal, ['CloudConnector:manage'], session.settings?.entityId);
    const { accountId, runId, warnings } = await this.requests.complete(
      principal,
      id,
      session.version,
    );
    const account = await this.accounts.written(principal.tenantId, accountId);
    if (account === null) throw notFound('account');
    void reply.header('location', `/${API_PATH}/cloud/accounts/${accountId}`);
    void reply.header('etag', entityTag(account.version));
    return withMembers(account.item, {
      scan_run_id: JSON.stringify(runId),
      auto_scan_initiated: 'true',
      warnings: JSON.stringify(warnings),
    });
  }

  @Delete(':id')
  @ApiRoute({
    summary: 'Delete an onboarding session',
    description: 'With the credentials it holds. An account that was made of it stays.',
    access: 'CloudConnector:manage',
    status: 204,
    problems: { ...NOT_FOUND, ...NO_ANSWER },
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('id', sessionId) id: string,
  ): Promise<void> {
    await this.requests.delete(principal, id);
  }

  private async shown(principal: Principal, id: string, reply: FastifyReply): Promise<SessionBody> {
    const session = await this.sessions.find(sessionOwner(principal), id);
    if (session === null) throw notFound('onboarding session');
    void reply.header('etag', entityTag(session.version));
    return this.views.whole(session);
  }
}
