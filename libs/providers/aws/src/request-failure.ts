/** An answer that arrived whole and well-formed but is not what the operation answers. */
export class MalformedAnswer extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedAnswer';
  }
}

/**
 * An SDK error with the region it came from, without which some refusals cannot be told apart;
 * `null` for the home region, which is always enabled.
 */
export class RequestFailure extends Error {
  constructor(
    readonly region: string | null,
    options: { cause: unknown },
  ) {
    super('the request failed', options);
    this.name = 'RequestFailure';
  }
}

/**
 * The list an answer must have. The SDK reads any XML, also that of a proxy's error page, as an
 * answer without fields; believing it would look like an empty account.
 *
 * @throws MalformedAnswer when the answer lacks the list
 */
export function present<Value>(value: Value | null | undefined, name: string): Value {
  if (value === undefined || value === null) throw new MalformedAnswer(`the answer has no ${name}`);
  return value;
}
