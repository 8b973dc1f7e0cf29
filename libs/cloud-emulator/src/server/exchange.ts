import type { IncomingHttpHeaders } from 'node:http';
import type { FaultEffect } from '../faults/fault-rule';
import type { CallFacts } from '../faults/fault-rule';

/** A request read to its end. */
export interface EmulatedRequest {
  readonly method: string;
  /** Path and query exactly as sent: signatures cover the raw form. */
  readonly rawPath: string;
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What an API made of a request: the answer, and what is known for statistics and wire faults. */
export interface Handled {
  readonly facts: CallFacts;
  readonly answer: Answer;
  readonly effects: readonly FaultEffect[];
}
