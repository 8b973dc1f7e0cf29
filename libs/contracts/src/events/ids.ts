import { z } from 'zod';

/** Fields every event about a run carries. */
export const runIds = {
  tenantId: z.uuid(),
  accountId: z.uuid(),
  runId: z.uuid(),
};

/** Ids used by the examples of all contracts. */
export const exampleIds = {
  tenantId: '0198a000-0000-7000-8000-000000000001',
  accountId: '0198a000-0000-7000-8000-000000000002',
  runId: '0198a000-0000-7000-8000-000000000003',
};
