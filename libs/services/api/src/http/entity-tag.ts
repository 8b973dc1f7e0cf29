import { ProblemError } from '@skyledger/contracts';

const TAG = /^"v(\d{1,19})"$/;

/** The entity tag of a version: it changes when people change the thing, not when a run does. */
export function entityTag(version: string): string {
  return `"v${version}"`;
}

/**
 * The versions that an `If-Match` header allows to be changed; `null` for `*`, whichever it has. A
 * tag that is none of ours allows none, as the comparison is strong (RFC 9110, 13.1.1).
 * @throws ProblemError 428 when the header is missing
 */
export function versionsOf(ifMatch: string | undefined): string[] | null {
  const header = ifMatch?.trim() ?? '';
  if (header === '') {
    throw new ProblemError({
      type: 'precondition-required',
      title: 'Say which version you change',
      status: 428,
      detail: 'Send the `ETag` of the last answer as `If-Match`, or `If-Match: *` for any version.',
      errors: [{ field: 'If-Match', expected: 'the ETag of the last answer' }],
    });
  }
  if (header === '*') return null;
  return header
    .split(',')
    .map((tag) => TAG.exec(tag.trim())?.[1])
    .filter((version) => version !== undefined);
}

/**
 * @param ifVersion the versions that may be changed; null for any
 * @throws ProblemError `version-mismatch` 412 when the thing has another
 */
export function mustBeVersion(
  thing: string,
  version: string,
  ifVersion: readonly string[] | null,
): void {
  if (ifVersion === null || ifVersion.includes(version)) return;
  throw new ProblemError({
    type: 'version-mismatch',
    title: `The ${thing} was changed meanwhile`,
    status: 412,
    detail: `Read the ${thing} again, then send the change with its new ETag.`,
    extensions: { version },
  });
}
