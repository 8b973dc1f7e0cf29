import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MessageBus } from '@skyledger/messaging';
import type { z } from 'zod';
import { notFound, validationFailed } from '../errors/problems';
import { ApiRoute } from '../http/api-route.decorator';
import {
  type DeadLetterQuery,
  deadLetterQuerySchema,
  deadLettersSchema,
  discardedSchema,
  type DiscardQuery,
  discardQuerySchema,
  type ReplayBody,
  replayedSchema,
  replaySchema,
} from './dead-letter.schema';

const NOT_FOUND = { 404: 'There is no such queue' };

@ApiTags('Operations')
@Controller('ops/dead-letters')
export class DeadLettersController {
  constructor(private readonly bus: MessageBus) {}

  @Get()
  @ApiRoute({
    summary: 'List messages that were given up',
    access: 'ops',
    response: deadLettersSchema,
    problems: NOT_FOUND,
  })
  async list(
    @Query({ schema: deadLetterQuerySchema }) query: DeadLetterQuery,
  ): Promise<z.infer<typeof deadLettersSchema>> {
    const queues = await this.bus.deadLetters.queues();
    if (query.queue === undefined) return { queues, items: [] };
    if (!queues.some(({ queue }) => queue === query.queue)) throw notFound('queue');
    const letters = await this.bus.deadLetters.list(query.queue, query.limit);
    const items = letters.map(({ tenantId, failedAt, ...letter }) => ({
      ...letter,
      tenant_id: tenantId,
      failed_at: failedAt.toISOString(),
    }));
    return { queues, items };
  }

  @Post('replay')
  @ApiRoute({
    summary: 'Put messages back into their queue',
    access: 'ops',
    response: replayedSchema,
    problems: NOT_FOUND,
  })
  async replay(
    @Body({ schema: replaySchema }) { queue, ids }: ReplayBody,
  ): Promise<z.infer<typeof replayedSchema>> {
    await this.mustExist(queue);
    return { replayed: await this.bus.deadLetters.replay(queue, ids ?? 'all') };
  }

  @Delete()
  @ApiRoute({
    summary: 'Delete messages that were given up',
    access: 'ops',
    response: discardedSchema,
    problems: NOT_FOUND,
  })
  async discard(
    @Query({ schema: discardQuerySchema }) { queue, id, all }: DiscardQuery,
  ): Promise<z.infer<typeof discardedSchema>> {
    if ((id === undefined) === (all === undefined)) {
      throw validationFailed([{ field: 'id', expected: 'either `id` or `all=true`' }]);
    }
    await this.mustExist(queue);
    return { discarded: await this.bus.deadLetters.discard(queue, id ?? 'all') };
  }

  private async mustExist(name: string): Promise<void> {
    const queues = await this.bus.deadLetters.queues();
    if (!queues.some(({ queue }) => queue === name)) throw notFound('queue');
  }
}
