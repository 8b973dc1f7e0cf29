import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { ApiRoute } from '../http/api-route.decorator';
import type { JsonText } from '../http/json-text';
import { AuditRepository } from './audit.repository';
import { auditPageSchema, type AuditQuery, auditQuerySchema } from './audit.schema';

@ApiTags('Audit')
@Controller('audit')
export class AuditController {
  constructor(private readonly entries: AuditRepository) {}

  @Get()
  @ApiRoute({
    summary: 'List who did what',
    description: 'Newest first. Entries are never changed, and outlive what they are about.',
    access: 'Audit:read',
    response: auditPageSchema,
  })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: auditQuerySchema }) query: AuditQuery,
  ): Promise<JsonText> {
    return this.entries.list(principal.tenantId, query);
  }
}
