import { fieldErrorSchema } from '@skyledger/contracts';
import { z } from 'zod';

/** An error as the API answers it. Kinds of problem may add members, which each route names. */
export const problemBodySchema = z
  .looseObject({
    type: z.string().describe('Stable name of the kind of problem'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    errors: z.array(fieldErrorSchema).optional().describe('The fields that were wrong'),
  })
  .meta({
    id: 'Problem',
    examples: [
      {
        type: 'validation-failed',
        title: 'The request is not valid',
        status: 400,
        errors: [{ field: 'schedule.minutes', expected: 'a value of at least 5' }],
      },
    ],
  });
