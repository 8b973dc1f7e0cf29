import { applyDecorators, Header, HttpCode } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Access, AllowAccess } from '../auth/access.decorator';

/** What a route is, for whom, and what it answers. */
export interface ApiRouteOptions {
  /** One line in the imperative. */
  summary: string;
  description?: string;
  access: Access;
  /** Default 200. */
  status?: 200 | 201 | 202 | 204;
  /** Shape of the answer; none for 204. */
  response?: z.ZodType;
  /** Problems of its own: status to when it happens. 400, 401, 403 and 503 go without saying. */
  problems?: Record<number, string>;
}

const ALWAYS: Record<number, string> = {
  400: 'The request is not valid; `errors` names the fields',
  401: 'No token, or one that is unknown, revoked or expired',
  403: 'The token lacks the scope',
  503: 'A part of the system is not reachable right now; `Retry-After` says when to try again',
};

/** Declares a route: access, status and documentation in one place. */
export function ApiRoute(options: ApiRouteOptions): MethodDecorator {
  const { summary, description = '', access, status = 200, response, problems = {} } = options;
  const scope = access === 'public' ? '' : `Needs the scope \`${access}\`.`;
  return applyDecorators(
    AllowAccess(access),
    HttpCode(status),
    ...(response === undefined ? [] : [Header('content-type', 'application/json; charset=utf-8')]),
    ApiOperation({ summary, description: [description, scope].filter(Boolean).join('\n\n') }),
    ...(access === 'public' ? [] : [ApiBearerAuth()]),
    ApiResponse({
      status,
      description: response === undefined ? 'Done' : 'OK',
      ...(response === undefined ? {} : { standardSchema: response }),
    }),
    ...Object.entries({ ...ALWAYS, ...problems }).map(([code, when]) =>
      ApiResponse({ status: Number(code), description: when, content: PROBLEM_CONTENT }),
    ),
  );
}

const PROBLEM_CONTENT = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};
