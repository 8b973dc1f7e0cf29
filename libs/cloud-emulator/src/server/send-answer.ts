import type { ServerResponse } from 'node:http';
import { effectOf } from '../faults/effects';
import type { FaultEffect } from '../faults/fault-rule';
import type { Answer } from './exchange';

/**
 * Sends an answer with the faults of the wire. Returns the bytes of the body that were sent, or
 * null when the request is left hanging.
 */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  effects: readonly FaultEffect[],
): number | null {
  if (effectOf(effects, 'hang')) return null;
  const body = Buffer.from(answer.body, 'utf8');
  const cut = answer.status < 300 ? effectOf(effects, 'truncate') : undefined;
  if (!cut) {
    response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
    response.end(body);
    return body.length;
  }
  const part = body.subarray(0, Math.floor(body.length * (cut.keep ?? 0.5)));
  const length = cut.chunked ? {} : { 'content-length': body.length };
  response.writeHead(answer.status, { ...answer.headers, ...length });
  response.flushHeaders();
  response.write(part, () => response.destroy());
  return part.length;
}
