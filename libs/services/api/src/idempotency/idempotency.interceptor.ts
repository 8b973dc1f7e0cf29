import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { type Observable, of } from 'rxjs';
import { keyOf } from './idempotency-key';
import { type ClaimingRequest, IdempotencyService } from './idempotency.service';

const SHOWS_SECRET = 'skyledger:shows-secret';

/** Says that the answer of a route tells a secret. */
export const ShowsSecret = (): MethodDecorator => SetMetadata(SHOWS_SECRET, true);

/** Carries out a POST with an idempotency key once, however often it is sent. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly idempotency: IdempotencyService,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() !== 'http') return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<ClaimingRequest>();
    const header = request.headers['idempotency-key'];
    const { principal } = request;
    if (request.method !== 'POST' || header === undefined || principal === undefined) {
      return next.handle();
    }
    const reply = http.getResponse<FastifyReply>();
    const showsSecret = this.reflector.get<boolean | undefined>(SHOWS_SECRET, context.getHandler());
    const former = await this.idempotency.begin(request, principal, keyOf(header), {
      showsSecret: showsSecret === true,
      reply,
    });
    if (former === null) return next.handle();
    void reply.code(former.status).headers({ ...former.headers, 'idempotency-replayed': 'true' });
    return of(former.body);
  }
}
