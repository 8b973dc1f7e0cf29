import { Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { notFound } from '../errors/problems';
import { API_PATH } from '../http/api-path';
import { ApiRoute } from '../http/api-route.decorator';
import { entityTag } from '../http/entity-tag';
import type { JsonText } from '../http/json-text';
import { OperationId } from '../idempotency/operation-id.decorator';
import { pageText } from '../paging/page';
import { SESSION_LISTING, type SessionQuery, sessionQuerySchema } from './onboarding-input.schema';
import { OnboardingRequestsService } from './onboarding-requests.service';
import { OnboardingSessionRepository } from './onboarding-session.repository';
import { type SessionBody, sessionPageSchema, sessionSchema } from './onboarding.schema';
import { sessionOwner } from './session-owner';
import { SessionViewService } from './session-view.service';

/** The sessions that somebody has begun. */
@ApiTags('Onboarding')
@Controller('cloud/onboarding-sessions')
export class OnboardingSessionsController {
  constructor(
    private readonly sessions: OnboardingSessionRepository,
    private readonly requests: OnboardingRequestsService,
    private readonly views: SessionViewService,
  ) {}

  @Get()
  @ApiRoute({
    summary: 'List your onboarding sessions',
    description: 'Those that you began, and that have not expired.',
    access: 'CloudConnector:manage',
    response: sessionPageSchema,
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: sessionQuerySchema }) query: SessionQuery,
  ): Promise<JsonText> {
    const sessions = await this.sessions.list(sessionOwner(principal), query);
    const rows = sessions.map((session) => ({
      item: JSON.stringify(this.views.summary(session)),
      key: [session.id],
    }));
    return pageText(SESSION_LISTING, rows, query.limit);
  }

  @Post()
  @ApiRoute({
    summary: 'Begin an onboarding session',
    description:
      'It is yours alone, on whichever device you go on, until it expires. The answer has the form of each step.',
    access: 'CloudConnector:manage',
    status: 201,
    response: sessionSchema,
    problems: { 504: 'The accounts service did not answer in time' },
  })
  async start(
    @CurrentPrincipal() principal: Principal,
    @OperationId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionBody> {
    await this.requests.start(principal, id);
    const session = await this.sessions.find(sessionOwner(principal), id);
    if (session === null) throw notFound('onboarding session');
    void reply.header('location', `/${API_PATH}/cloud/onboarding-sessions/${id}`);
    void reply.header('etag', entityTag(session.version));
    return this.views.whole(session);
  }
}
