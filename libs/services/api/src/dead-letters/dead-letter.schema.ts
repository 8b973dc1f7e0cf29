import { z } from 'zod';
import { example, instant } from '../http/schema-parts';

const MAX_LIMIT = 500;
const MAX_IDS = 1_000;
const queueName = z.string().min(1).max(200).describe('Name of the queue, without `.dlq`');

export const deadLetterQuerySchema = z.strictObject({
  queue: queueName.optional(),
  limit: z.coerce.number<string>().int().min(1).max(MAX_LIMIT).default(50),
});
export type DeadLetterQuery = z.infer<typeof deadLetterQuerySchema>;

const deadLetterSchema = z.object({
  id: z.string(),
  queue: z.string(),
  name: z.string().nullable().describe('The event; null when the message could not be read'),
  tenant_id: z.string().nullable(),
  envelope: z.unknown(),
  error: z.string(),
  attempts: z.number().int(),
  failed_at: instant,
});

/** Every queue with its dead letters' number, and the oldest of the queue that was asked for. */
export const deadLettersSchema = z
  .object({
    queues: z.array(z.object({ queue: z.string(), depth: z.number().int() })),
    items: z.array(deadLetterSchema).describe('Of the queue that was asked for'),
  })
  .meta({
    examples: [
      {
        queues: [{ queue: 'evaluation.resource.upserted', depth: 1 }],
        items: [
          {
            id: '17',
            queue: 'evaluation.resource.upserted',
            name: 'resource.upserted',
            tenant_id: '0198a000-0000-7000-8000-000000000001',
            envelope: {},
            error: 'Error: no such resource',
            attempts: 5,
            failed_at: example.instant,
          },
        ],
      },
    ],
  });

/** Body of `POST /ops/dead-letters/replay`. */
export const replaySchema = z
  .strictObject({
    queue: queueName,
    ids: z.array(z.string().min(1)).min(1).max(MAX_IDS).optional(),
    all: z.literal(true).optional(),
  })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), {
    path: ['ids'],
    message: 'either `ids` or `all: true`',
  })
  .meta({ examples: [{ queue: 'evaluation.resource.upserted', all: true }] });
export type ReplayBody = z.infer<typeof replaySchema>;

export const replayedSchema = z
  .object({ replayed: z.number().int() })
  .meta({ examples: [{ replayed: 1 }] });

const idList = z.union([z.string().transform((id) => [id]), z.array(z.string()).max(MAX_IDS)]);

/** Query of `DELETE /ops/dead-letters`. */
export const discardQuerySchema = z.strictObject({
  queue: queueName,
  id: idList.optional().describe('May be repeated'),
  all: z.literal('true').optional().describe('Instead of ids: every dead letter of the queue'),
});
export type DiscardQuery = z.infer<typeof discardQuerySchema>;

export const discardedSchema = z
  .object({ discarded: z.number().int() })
  .meta({ examples: [{ discarded: 1 }] });
