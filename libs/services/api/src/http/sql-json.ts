/** SQL of a time stamp as the API writes it: ISO 8601 in UTC, whatever zone the session has. */
export function utc(expression: string): string {
  return `to_char((${expression}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Collects the conditions of a listing and the values of their parameters. */
export class Conditions {
  private readonly clauses: string[] = [];
  readonly values: unknown[] = [];

  /** The next parameter, for this value. */
  parameter(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** Adds a condition unless the filter was not given. */
  when<T>(value: T | undefined, clause: (parameter: string) => string): this {
    if (value !== undefined) this.clauses.push(clause(this.parameter(value)));
    return this;
  }

  /** Adds a condition as it is, if there is one. */
  always(clause: string | undefined): this {
    if (clause !== undefined) this.clauses.push(clause);
    return this;
  }

  /** The whole `WHERE` clause. */
  get where(): string {
    return this.clauses.length === 0 ? '' : `WHERE ${this.clauses.join(' AND ')}`;
  }
}
