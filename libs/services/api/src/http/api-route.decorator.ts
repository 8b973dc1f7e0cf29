import { applyDecorators, Header, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Access, AllowAccess } from '../auth/access.decorator';
import { ASKS_PROVIDER } from '../limits/request-limits';

/** What a route is, for whom, and what it answers. */
export interface ApiRouteOptions {
  /** One line in the imperative. */
  summary: string;
  description?: string;
  access: Access;
  /** The route asks a provider while the caller waits: there is a limit of its own for that. */
  asksProvider?: boolean;
  /** What the route changes, and only in a version that the header `If-Match` names. */
  ifMatch?: string;
  /** Default 200. */
  status?: 200 | 201 | 202 | 204;
  /** Shape of the answer; none for 204. */
  response?: z.ZodType;
  /** An example of each media type, where the answer is a file in the place of `response`. */
  files?: Readonly<Record<string, string>>;
  /** Problems of its own: status to when it happens. 400, 401, 403, 429 and 503 go without saying. */
  problems?: Record<number, string>;
}

const ALWAYS: Record<number, string> = {
  400: 'The request is not valid; `errors` names the fields',
  401: 'No token, or one that is unknown, revoked or expired',
  403: 'The permission that this needs is lacking, at all or on the entity that it is about',
  429: 'There were too many requests: `Retry-After` says when to try again',
  503: 'A part of the system is not reachable right now; `Retry-After` says when to try again',
};

/** Declares a route: access, status and documentation in one place. */
export function ApiRoute(options: ApiRouteOptions): MethodDecorator {
  const {
    summary,
    description = '',
    access,
    asksProvider = false,
    ifMatch,
    status = 200,
    response,
    files,
    problems = {},
  } = options;
  return applyDecorators(
    AllowAccess(access),
    SetMetadata(ASKS_PROVIDER, asksProvider),
    HttpCode(status),
    ...(response === undefined ? [] : [Header('content-type', 'application/json; charset=utf-8')]),
    ApiOperation({
      summary,
      description: [description, needs(access)].filter(Boolean).join('\n\n'),
    }),
    ...(access === 'public' ? [] : [ApiBearerAuth()]),
    ...(ifMatch === undefined ? [] : [ApiHeader(ifMatchHeader(ifMatch))]),
    ApiResponse({
      status,
      description: response === undefined && files === undefined ? 'Done' : 'OK',
      ...(response === undefined ? {} : { standardSchema: response }),
      ...(files === undefined ? {} : { content: contentOf(files) }),
    }),
    ...Object.entries({ ...ALWAYS, ...conditional(ifMatch), ...problems }).map(([code, when]) =>
      ApiResponse({ status: Number(code), description: when, content: PROBLEM_CONTENT }),
    ),
  );
}

function ifMatchHeader(thing: string): Parameters<typeof ApiHeader>[0] {
  return {
    name: 'If-Match',
    required: true,
    description: `The \`ETag\` of the ${thing} as it was read, or \`*\``,
    example: '"v1"',
  };
}

function conditional(thing: string | undefined): Record<number, string> {
  if (thing === undefined) return {};
  return {
    412: `The ${thing} was changed meanwhile: read it again`,
    428: 'The header `If-Match` is missing',
  };
}

function needs(access: Access): string {
  if (access === 'public') return '';
  return access === 'authenticated'
    ? 'Needs no permission but a token.'
    : `Needs the permission \`${access}\`.`;
}

const PROBLEM_CONTENT = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};

function contentOf(files: Readonly<Record<string, string>>): ContentObject {
  return Object.fromEntries(
    Object.entries(files).map(([type, example]) => [type, { schema: { type: 'string', example } }]),
  );
}

type ContentObject = Record<string, { schema: { type: 'string'; example: string } }>;
