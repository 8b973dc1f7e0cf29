import { type Envelope, envelopeSchema, type EventContract } from '@skyledger/contracts';
import type { z } from 'zod';
import { PermanentMessageError } from '../errors';

/**
 * Reads a message that should hold this contract's event. The envelope's payload is the parsed one.
 * @throws PermanentMessageError saying what is wrong, without quoting values
 */
export function readEnvelope(body: string, contract: EventContract): Envelope {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new PermanentMessageError('the message is not JSON');
  }
  const envelope = parse(envelopeSchema, json, 'envelope');
  if (envelope.name !== contract.name || envelope.version !== contract.version) {
    throw new PermanentMessageError(
      `expected ${contract.name} version ${contract.version}, got ${envelope.name} version ${envelope.version}`,
    );
  }
  const payload = parse(contract.schema, envelope.payload, 'payload');
  const { tenantId = envelope.tenantId } = payload as { tenantId?: unknown };
  // Handlers work for the tenant that the payload names; inbox and traces go by the envelope's.
  if (tenantId !== envelope.tenantId) {
    throw new PermanentMessageError('payload.tenantId: is not the tenant of the envelope');
  }
  return { ...envelope, payload };
}

function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues
    .slice(0, 5)
    .map((issue) => `${[what, ...issue.path].join('.')}: ${issue.message}`);
  throw new PermanentMessageError(problems.join('; '));
}
