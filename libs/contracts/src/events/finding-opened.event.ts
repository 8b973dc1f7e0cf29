import { z } from 'zod';
import { defineEvent } from '../define-event';
import { exampleIds } from './ids';

/** Fields of events about findings. */
export const findingIds = {
  tenantId: z.uuid(),
  accountId: z.uuid(),
  findingIds: z.array(z.string()).min(1),
};

/**
 * Findings were opened, or opened again. Published by the evaluator, one message for each page of
 * resources it evaluated, in the transaction that wrote them.
 */
export const findingOpened = defineEvent({
  name: 'finding.opened',
  version: 1,
  optional: true,
  schema: z.object(findingIds),
  example: {
    tenantId: exampleIds.tenantId,
    accountId: exampleIds.accountId,
    findingIds: ['5001'],
  },
});
export type FindingOpened = z.infer<typeof findingOpened.schema>;
