import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { uuidv7 } from '@skyledger/database';
import type { Claim } from './idempotency.repository';
import type { ClaimingRequest } from './idempotency.service';

/**
 * The id for what the request makes. A request that is sent again with its idempotency key gets the
 * same, also when nobody knows how far the first one came: what it made is found, not made twice.
 */
export const OperationId = createParamDecorator(
  (_: unknown, context: ExecutionContext): string =>
    context.switchToHttp().getRequest<ClaimingRequest>().claim?.operationId ?? uuidv7(),
);

/** The claim of the request's idempotency key; null without one. */
export const KeyClaim = createParamDecorator(
  (_: unknown, context: ExecutionContext): Claim | null =>
    context.switchToHttp().getRequest<ClaimingRequest>().claim ?? null,
);
