import type { OpenAPIObject } from '@nestjs/swagger';
import { IDEMPOTENCY_KEY, KEY_EXPECTED } from './idempotency-key';

const PARAMETER = {
  name: IDEMPOTENCY_KEY,
  in: 'header',
  required: false,
  description: `Sent again with the same key within a day, the request is not carried out again: the answer is the first one, with \`Idempotency-Replayed: true\`. ${KEY_EXPECTED}.`,
  schema: { type: 'string', minLength: 8, maxLength: 200 },
  example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
} as const;
const PROBLEMS: Record<string, string> = {
  409: 'the first request with the `Idempotency-Key` is under way: `Retry-After` says when to try again',
  422: 'the `Idempotency-Key` belongs to another request',
};
const CONTENT = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};

/** Adds to each POST of the description that it takes an idempotency key. */
export function describeKeys(document: OpenAPIObject): void {
  for (const { post } of Object.values(document.paths)) {
    if (post === undefined) continue;
    post.parameters = [...(post.parameters ?? []), PARAMETER];
    for (const [status, when] of Object.entries(PROBLEMS)) {
      const own = post.responses[status];
      const text = own !== undefined && 'description' in own ? `${own.description}; or ` : '';
      const description = text + when;
      post.responses[status] = {
        description: description.charAt(0).toUpperCase() + description.slice(1),
        content: CONTENT,
      };
    }
  }
}
