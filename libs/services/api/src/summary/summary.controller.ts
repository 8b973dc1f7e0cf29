import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { ApiRoute } from '../http/api-route.decorator';
import type { JsonText } from '../http/json-text';
import { SummaryRepository } from './summary.repository';
import { type SummaryQuery, summaryQuerySchema, summarySchema } from './summary.schema';

@ApiTags('Summary')
@Controller('cloud/summary')
export class SummaryController {
  constructor(private readonly summaries: SummaryRepository) {}

  @Get()
  @ApiRoute({
    summary: 'Count accounts, resources, findings and agents',
    access: 'Resource:read',
    response: summarySchema,
  })
  show(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: summaryQuerySchema }) query: SummaryQuery,
  ): Promise<JsonText> {
    return this.summaries.summary(principal, query);
  }
}
