import type { DeadLetter } from '../message';

/** A dead letter as operators see it, from what a transport kept. */
export function deadLetter(
  kept: Pick<DeadLetter, 'id' | 'queue' | 'error' | 'attempts' | 'failedAt'> & {
    readonly body: string;
  },
): DeadLetter {
  const { body, ...rest } = kept;
  const envelope = readJson(body);
  return {
    ...rest,
    name: textMember(envelope, 'name'),
    tenantId: textMember(envelope, 'tenantId'),
    envelope,
  };
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function textMember(value: unknown, name: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const member: unknown = Reflect.get(value, name);
  return typeof member === 'string' ? member : null;
}
