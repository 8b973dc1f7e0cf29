import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { notFound } from '../errors/problems';
import { ApiRoute } from '../http/api-route.decorator';
import type { JsonText } from '../http/json-text';
import { LedgerIdPipe } from '../http/path-id.pipe';
import { describeFindingInFull } from './describe-finding';
import { FindingRepository } from './finding.repository';
import {
  findingDetailSchema,
  findingPageSchema,
  type FindingQuery,
  findingQuerySchema,
} from './finding.schema';

@ApiTags('Findings')
@Controller('cloud/findings')
export class FindingsController {
  constructor(private readonly findings: FindingRepository) {}

  @Get()
  @ApiRoute({ summary: 'List findings', access: 'Resource:read', response: findingPageSchema })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: findingQuerySchema }) query: FindingQuery,
  ): Promise<JsonText> {
    return this.findings.list(principal, query);
  }

  @Get(':id')
  @ApiRoute({
    summary: 'Show a finding with its risk and remediation',
    access: 'Resource:read',
    response: findingDetailSchema,
    problems: { 404: 'There is no such finding' },
  })
  async show(
    @CurrentPrincipal() principal: Principal,
    @Param('id', new LedgerIdPipe('finding')) id: string,
  ): Promise<z.infer<typeof findingDetailSchema>> {
    const finding = await this.findings.find(principal, id);
    if (finding === null) throw notFound('finding');
    return describeFindingInFull(finding);
  }
}
