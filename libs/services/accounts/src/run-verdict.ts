import type { Verdict } from './account-status';

/** An ended run, as far as it tells of the credentials. */
export interface EndedRun {
  status: string;
  /** Whether any pass of it saw anything, were it an empty listing. */
  readSomething: boolean;
  errors: readonly { code: string; message: string; action: string }[];
}

const UNAUTHENTICATED = new Set(['unauthenticated', 'expired']);

/**
 * What a run tells of the credentials. One listing that was read proves that they are good; outages,
 * throttling and our own mistakes tell nothing.
 */
export function verdictOfRun({ status, readSomething, errors }: EndedRun): Verdict {
  if (readSomething) return { kind: 'accepted' };
  const refused = errors.find(({ code }) => UNAUTHENTICATED.has(code));
  if (refused !== undefined) return { kind: 'unauthenticated', reason: reasonOf(refused) };
  const [first] = errors;
  const allDenied = first !== undefined && errors.every(({ code }) => code === 'denied');
  if (status === 'failed' && allDenied) return { kind: 'unusable', reason: reasonOf(first) };
  return { kind: 'unknown' };
}

function reasonOf({ message, action }: EndedRun['errors'][number]): string {
  return `The last run failed: ${message.replace(/[.\s]+$/, '')}. ${action}`;
}
