/** Why an embedded server could not be had; each has a remedy of its own. */
export type EmbeddedPostgresErrorCode =
  'no-binaries' | 'locked' | 'version-mismatch' | 'not-permitted' | 'port-in-use' | 'start-failed';

/** The one error type of this library. The message says what to do; `code` is for programs. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
