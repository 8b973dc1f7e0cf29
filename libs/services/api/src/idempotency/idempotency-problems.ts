import { ProblemError } from '@skyledger/contracts';
import { IDEMPOTENCY_KEY } from './idempotency-key';

/** The key was sent before, with another method, path or body. */
export function keyReused(): ProblemError {
  return new ProblemError({
    type: 'idempotency-key-reused',
    title: 'The idempotency key belongs to another request',
    status: 422,
    detail: 'Send the same request again, or another one with a key of its own.',
    errors: [{ field: IDEMPOTENCY_KEY, expected: 'a key that no other request was sent with' }],
  });
}

/** The first request with the key was not answered yet. */
export function requestUnderWay(): ProblemError {
  return new ProblemError({
    type: 'idempotency-key-in-use',
    title: 'The request is under way',
    status: 409,
    detail: 'The first request with this key was not answered yet: send it again in a moment.',
  });
}

/** The request was carried out, but its answer was sealed under a key that is gone. */
export function answerNotKept(): ProblemError {
  return new ProblemError({
    type: 'idempotent-answer-lost',
    title: 'The answer cannot be given again',
    status: 409,
    detail:
      'The request was carried out; its answer was sealed under a key that is not configured.',
  });
}
