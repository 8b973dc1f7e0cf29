/** One variable that could not be used. */
export interface ConfigProblem {
  /** The environment variable. */
  readonly name: string;
  readonly expected: string;
  /** What was found, in words fit for a screen: never the value of a secret. */
  readonly given: string;
}

/** The settings cannot be used; the message lists every bad variable at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly ConfigProblem[]) {
    super(
      [
        problems.length === 1 ? 'One setting is wrong:' : `${problems.length} settings are wrong:`,
        ...problems.map(
          ({ name, expected, given }) => `  ${name}: expected ${expected}, got ${given}`,
        ),
      ].join('\n'),
    );
  }
}
