import type { FastifyReply } from 'fastify';
import { notFound } from '../errors/problems';
import { entityTag } from './entity-tag';
import type { JsonText } from './json-text';

/** Something as it is shown, with the version that people may change; null where they may not. */
export interface ShownVersion {
  readonly item: JsonText;
  readonly version: string | null;
}

/**
 * Answers what is shown, and which version it is as `ETag`.
 * @throws ProblemError 404 when there is nothing to show
 */
export function answerVersion(
  thing: string,
  shown: ShownVersion | null,
  reply: FastifyReply,
): JsonText {
  if (shown === null) throw notFound(thing);
  if (shown.version !== null) void reply.header('etag', entityTag(shown.version));
  return shown.item;
}
