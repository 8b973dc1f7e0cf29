import type { ProblemError } from '@skyledger/contracts';
import type { z } from 'zod';
import { fieldErrors } from './field-errors';
import { validationFailed } from './problems';

/** What the framework's validation pipe throws. Every schema of the API is a zod schema. */
export function issuesToProblem(issues: readonly { readonly message: string }[]): ProblemError {
  return validationFailed(fieldErrors(issues as readonly z.core.$ZodIssue[]));
}
