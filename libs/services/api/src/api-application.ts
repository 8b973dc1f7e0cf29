import type { FastifyReply } from 'fastify';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { uuidv7 } from '@skyledger/database';
import { ApiModule } from './api.module';
import { RefusalLog } from './audit/refusal-log';
import { problemOf } from './errors/problem-of';
import { answerWith } from './errors/problem.filter';
import { API_PATH } from './http/api-path';
import { IdempotencyService } from './idempotency/idempotency.service';
import { describeKeys } from './idempotency/describe-keys';
import { problemBodySchema } from './http/problem.schema';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** Where people read about the API. */
export const DOCS_PATH = 'api/docs';
/** Where programs do. */
export const OPENAPI_PATH = `${API_PATH}/openapi.json`;

/**
 * The HTTP server of an application that contains `ApiModule`.
 * @param trustedProxies addresses and networks whose word on the client's address is taken
 */
export function createApiAdapter(trustedProxies: readonly string[] = []): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: [...trustedProxies],
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    genReqId: () => uuidv7(),
    // What cannot be routed never comes to the framework's filter.
    frameworkErrors: (error: Error, _request: unknown, reply: FastifyReply) =>
      answerWith(problemOf(error), reply),
  });
}

/** Adds headers and documentation. Call once, before `init` or `listen`. */
export function setUpApi(app: NestFastifyApplication): void {
  const refusals = app.get(RefusalLog);
  const idempotency = app.get(IdempotencyService);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply, body) => {
      void reply.header('x-request-id', request.id);
      void reply.header('x-content-type-options', 'nosniff');
      void reply.header('x-frame-options', 'DENY');
      void reply.header('referrer-policy', 'no-referrer');
      if (request.url.startsWith(`/${API_PATH}`)) void reply.header('cache-control', 'no-store');
      await refusals.look(request, reply, body);
      await idempotency.end(request, reply, body);
    });
  SwaggerModule.setup(DOCS_PATH, app, () => openApiDocument(app), {
    jsonDocumentUrl: OPENAPI_PATH,
    raw: ['json'],
    customSiteTitle: 'Skyledger API',
    swaggerOptions: { persistAuthorization: true },
  });
}

/** The OpenAPI description of every route of the API. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle('Skyledger')
    .setDescription('What you run in your clouds, and what is wrong with it.')
    .setVersion('1')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'An API token, or a JWT of the identity provider',
    })
    .build();
  const document = SwaggerModule.createDocument(app, base, { include: [ApiModule] });
  // Answers refer to it by name, so the scanner does not come across it.
  const schemas = { ...document.components?.schemas };
  Object.assign(schemas, { Problem: problemBodySchema.toJSONSchema({ target: 'openapi-3.0' }) });
  describeKeys(document);
  return { ...document, components: { ...document.components, schemas } };
}
