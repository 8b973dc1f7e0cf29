import { z } from 'zod';

/** One field that was wrong, and what was expected of it. */
export const fieldErrorSchema = z.object({
  /** Path of the field, for example `credentials.access_key_id`. */
  field: z.string(),
  expected: z.string(),
});
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** Problem details of RFC 9457, the one shape of every error a person or another service is told. */
export const problemSchema = z.object({
  /** Stable identifier of the kind of problem, for example `account-exists`. */
  type: z.string(),
  title: z.string(),
  /** HTTP status code. */
  status: z.number().int(),
  detail: z.string().optional(),
  errors: z.array(fieldErrorSchema).optional(),
  /** Further members, for example the id of the thing that is in the way. */
  extensions: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** An error whose text is meant for the caller; it crosses service borders unchanged. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
  }
}
