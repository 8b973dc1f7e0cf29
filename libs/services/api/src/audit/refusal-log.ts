import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@skyledger/audit';
import { Database } from '@skyledger/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '../auth/current-principal.decorator';

const FORBIDDEN = 403;
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Records what principals wanted to change and were not allowed to. */
@Injectable()
export class RefusalLog {
  private readonly logger = new Logger(RefusalLog.name);

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Looks at an answer before it is sent. It is sent also when it cannot be recorded. */
  async look(
    request: FastifyRequest & AuthenticatedRequest,
    reply: FastifyReply,
    body: unknown,
  ): Promise<void> {
    const { principal, method, routeOptions } = request;
    if (reply.statusCode !== FORBIDDEN || principal === undefined || READS.has(method)) return;
    try {
      await this.database.withTenant(principal.tenantId, (tx) =>
        this.audit.record(tx, principal.actor, {
          action: 'access.refused',
          target: {
            kind: 'route',
            id: `${method} ${routeOptions.url ?? ''}`,
            name: request.url.split('?')[0],
          },
          outcome: 'refused',
          reason: detailOf(body),
        }),
      );
    } catch (error) {
      this.logger.error(`a refusal could not be recorded: ${String(error)}`);
    }
  }
}

function detailOf(body: unknown): string | null {
  if (typeof body !== 'string') return null;
  const { detail } = JSON.parse(body) as { detail?: unknown };
  return typeof detail === 'string' ? detail : null;
}
