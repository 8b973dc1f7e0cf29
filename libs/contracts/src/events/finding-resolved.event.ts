import { z } from 'zod';
import { defineEvent } from '../define-event';
import { findingIds, findingOpened } from './finding-opened.event';

/**
 * Findings were resolved: the check passes now, or the resource is gone. Published by the
 * evaluator, in the transaction that resolved them.
 */
export const findingResolved = defineEvent({
  name: 'finding.resolved',
  version: 1,
  optional: true,
  schema: z.object(findingIds),
  example: findingOpened.example,
});
export type FindingResolved = z.infer<typeof findingResolved.schema>;
