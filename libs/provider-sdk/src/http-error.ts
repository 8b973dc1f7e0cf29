/** An answer whose status is not a success. Redirects count: they are never followed. */
export class HttpStatusError extends Error {
  constructor(
    readonly status: number,
    /** The provider's code for the error; `HTTP <status>` where it sent none. */
    readonly code: string,
    message: string,
    /** What `Retry-After` asks to wait. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
    this.name = 'HttpStatusError';
  }
}

/** A successful answer that is not what was asked for: no JSON, cut JSON, another shape, too large. */
export class MalformedResponseError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'MalformedResponseError';
  }
}
