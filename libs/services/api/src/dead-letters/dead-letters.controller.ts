import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuditLog, differences } from '@skyledger/audit';
import { Database } from '@skyledger/database';
import { MessageBus } from '@skyledger/messaging';
import type { z } from 'zod';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
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
  constructor(
    private readonly bus: MessageBus,
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @ApiRoute({
    summary: 'List messages that were given up',
    access: 'Ops:manage',
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
    access: 'Ops:manage',
    response: replayedSchema,
    problems: NOT_FOUND,
  })
  async replay(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: replaySchema }) body: ReplayBody,
  ): Promise<z.infer<typeof replayedSchema>> {
    const { queue, ids = 'all' as const } = body;
    await this.mustExist(queue);
    const replayed = await this.bus.deadLetters.replay(queue, ids);
    await this.record(principal, 'dead_letter.replayed', { queue, ids, count: replayed });
    return { replayed };
  }

  @Delete()
  @ApiRoute({
    summary: 'Delete messages that were given up',
    access: 'Ops:manage',
    response: discardedSchema,
    problems: NOT_FOUND,
  })
  async discard(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: discardQuerySchema }) { queue, id, all }: DiscardQuery,
  ): Promise<z.infer<typeof discardedSchema>> {
    if ((id === undefined) === (all === undefined)) {
      throw validationFailed([{ field: 'id', expected: 'either `id` or `all=true`' }]);
    }
    await this.mustExist(queue);
    const ids = id ?? 'all';
    const discarded = await this.bus.deadLetters.discard(queue, ids);
    await this.record(principal, 'dead_letter.discarded', { queue, ids, count: discarded });
    return { discarded };
  }

  /** The queue may be a broker's, so this cannot be one transaction with what was done. */
  private async record(
    { tenantId, actor }: Principal,
    action: 'dead_letter.replayed' | 'dead_letter.discarded',
    { queue, ids, count }: { queue: string; ids: readonly string[] | 'all'; count: number },
  ): Promise<void> {
    await this.database.withTenant(tenantId, (tx) =>
      this.audit.record(tx, actor, {
        action,
        target: { kind: 'dead_letter', id: queue },
        changes: differences({}, { ids, count }),
      }),
    );
  }

  private async mustExist(name: string): Promise<void> {
    const queues = await this.bus.deadLetters.queues();
    if (!queues.some(({ queue }) => queue === name)) throw notFound('queue');
  }
}
