import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Problem } from '@skyledger/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, throwError } from 'rxjs';
import { problemOf } from './problem-of';

/** Media type of RFC 9457. */
export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';
const RETRY_AFTER_SECONDS = 5;

/** Answers every error as problem details. Unexpected ones are logged, and told nothing about. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Api');

  catch(error: unknown, host: ArgumentsHost): void | Observable<never> {
    if (host.getType() !== 'http') return throwError(() => error);
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.status === 500) {
      const stack = error instanceof Error ? error.stack : String(error);
      this.logger.error(`${request.method} ${request.routeOptions.url ?? ''} failed`, stack);
    }
    if (!reply.sent) answerWith(problem, reply);
  }
}

/** Answers with the problem. */
export function answerWith(problem: Problem, reply: FastifyReply): void {
  // Extensions are members beside the standard ones, as the RFC has it.
  const { extensions, ...members } = problem;
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="skyledger"');
  if (problem.status === 503) void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  void reply
    .code(problem.status)
    .header('content-type', PROBLEM_JSON)
    .send(JSON.stringify({ ...extensions, ...members }));
}
