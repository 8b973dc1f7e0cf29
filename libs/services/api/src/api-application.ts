import type { FastifyReply } from 'fastify';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemOf } from './errors/problem-of';
import { answerWith } from './errors/problem.filter';
import { API_PATH } from './http/api-path';
import { problemBodySchema } from './http/problem.schema';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** Where people read about the API. */
export const DOCS_PATH = 'api/docs';
/** Where programs do. */
export const OPENAPI_PATH = `${API_PATH}/openapi.json`;

/** The HTTP server of an application that contains `ApiModule`. */
export function createApiAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    // What cannot be routed never comes to the framework's filter.
    frameworkErrors: (error: Error, _request: unknown, reply: FastifyReply) =>
      answerWith(problemOf(error), reply),
  });
}

/** Adds headers and documentation. Call once, before `init` or `listen`. */
export function setUpApi(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply) => {
      void reply.header('x-content-type-options', 'nosniff');
      void reply.header('x-frame-options', 'DENY');
      void reply.header('referrer-policy', 'no-referrer');
      if (request.url.startsWith(`/${API_PATH}`)) void reply.header('cache-control', 'no-store');
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
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token' })
    .build();
  const document = SwaggerModule.createDocument(app, base);
  // Answers refer to it by name, so the scanner does not come across it.
  const schemas = { ...document.components?.schemas };
  Object.assign(schemas, { Problem: problemBodySchema.toJSONSchema({ target: 'openapi-3.0' }) });
  return { ...document, components: { ...document.components, schemas } };
}
