import type { z } from 'zod';

/** How the services run: all in one process, or one process per service. */
export type Form = 'embedded' | 'distributed';

/** A service that reads a setting; `all` stands for every one of them. */
export type ServiceName =
  | 'all'
  | 'gateway'
  | 'accounts'
  | 'scheduler'
  | 'discovery-worker'
  | 'check-evaluator'
  | 'agent-matcher';

/** One setting: where it is read, what it may be, and what it does. */
export interface Setting<
  S extends z.ZodType<unknown, string> = z.ZodType<unknown, string>,
  D extends string | Readonly<Record<Form, string>> | null =
    string | Readonly<Record<Form, string>> | null,
> {
  /** The environment variable. */
  readonly env: string;
  /** Reads the variable's text; its description completes "expected ...". */
  readonly schema: S;
  /** Text used when the variable is unset or empty, for both forms or for each; `null` for none. */
  readonly default: D;
  /** For a setting without a plain default: what happens when it is unset. */
  readonly otherwise?: string;
  readonly description: string;
  readonly forms: 'both' | Form;
  readonly services: readonly ServiceName[];
  /** The value is never shown in an error, a table or a log line. */
  readonly secret: boolean;
}

/** A setting with what most have. */
export const define = <
  S extends z.ZodType<unknown, string>,
  const D extends string | Readonly<Record<Form, string>> | null,
>(
  setting: Omit<Setting<S, D>, 'secret' | 'forms' | 'services'> &
    Partial<Pick<Setting, 'secret' | 'forms' | 'services'>>,
): Setting<S, D> => ({ secret: false, forms: 'both', services: ['all'], ...setting });
