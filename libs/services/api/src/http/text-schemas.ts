import { z } from 'zod';

const MOST_LABELS = 50;
const LABEL_KEY = /^[A-Za-z0-9]([\w./-]{0,61}[A-Za-z0-9])?$/;

/** Text of one line, of characters that the database can hold. */
export const lineSchema = (longest: number): z.ZodString =>
  z
    .string()
    .trim()
    .max(longest)
    .refine(
      (text) => text.isWellFormed() && !/\p{Cc}/u.test(text),
      'text without control characters',
    );

/** Labels as people give them. */
export const labelsSchema = z
  .record(
    z.string().regex(LABEL_KEY, 'keys of 1 to 63 letters, digits or any of ._/-'),
    lineSchema(200),
  )
  .refine((labels) => Object.keys(labels).length <= MOST_LABELS, `at most ${MOST_LABELS} labels`)
  .describe("People's own keys and values");
