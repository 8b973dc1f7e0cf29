import type { QuotaObservation } from '@skyledger/provider-sdk';

/** An empty bucket holds 25 reads again so much later. */
const REFILL_MS = 1000;

/**
 * What is left of the reads of the subscription, or of the queries of Resource Graph. Other programs of
 * the same principal take from the same, so that it is obeyed.
 * Sources: https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 * and https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
 */
export function readQuota(
  headers: { get(name: string): string | null },
  now = Date.now(),
): QuotaObservation | undefined {
  const reads = countOf(headers.get('x-ms-ratelimit-remaining-subscription-reads'));
  if (reads !== null) return { remaining: reads, resetAt: now + REFILL_MS };
  const queries = countOf(headers.get('x-ms-user-quota-remaining'));
  const resetsAfter = durationOf(headers.get('x-ms-user-quota-resets-after'));
  if (queries === null || resetsAfter === null) return undefined;
  return { remaining: queries, resetAt: now + resetsAfter };
}

function countOf(value: string | null): number | null {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

/** `00:00:03`, in milliseconds. */
function durationOf(value: string | null): number | null {
  const match = /^(\d\d):(\d\d):(\d\d)$/.exec(value ?? '');
  if (match === null) return null;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
