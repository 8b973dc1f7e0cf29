import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '../auth/current-principal.decorator';
import { notFound } from '../errors/problems';
import { UuidPipe } from '../http/path-id.pipe';
import { OnboardingSessionRepository } from './onboarding-session.repository';
import { sessionOwner } from './session-owner';

/** Answers 404 before anything is said about headers or body to who has no such session. */
@Injectable()
export class SessionExistsGuard implements CanActivate {
  private readonly sessionId = new UuidPipe('onboarding session');

  constructor(private readonly sessions: OnboardingSessionRepository) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { id: string } }> & AuthenticatedRequest>();
    const { principal } = request;
    if (principal === undefined)
      throw new Error('the route names a session but needs no permission');
    const id = this.sessionId.transform(request.params.id);
    if ((await this.sessions.find(sessionOwner(principal), id)) === null) {
      throw notFound('onboarding session');
    }
    return true;
  }
}
