import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { notFound } from '../errors/problems';
import { ApiRoute } from '../http/api-route.decorator';
import type { JsonText } from '../http/json-text';
import { UuidPipe } from '../http/path-id.pipe';
import { RunRepository } from './run.repository';
import { runDetailSchema, runPageSchema, type RunQuery, runQuerySchema } from './run.schema';

@ApiTags('Runs')
@Controller('cloud/runs')
export class RunsController {
  constructor(private readonly runs: RunRepository) {}

  @Get()
  @ApiRoute({
    summary: 'List runs, newest first',
    access: 'CloudConnector:read',
    response: runPageSchema,
  })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: runQuerySchema }) query: RunQuery,
  ): Promise<JsonText> {
    return this.runs.list(principal, query);
  }

  @Get(':id')
  @ApiRoute({
    summary: 'Show a run with its passes',
    access: 'CloudConnector:read',
    response: runDetailSchema,
    problems: { 404: 'There is no such run' },
  })
  async show(
    @CurrentPrincipal() principal: Principal,
    @Param('id', new UuidPipe('run')) id: string,
  ): Promise<JsonText> {
    const run = await this.runs.find(principal, id);
    if (run === null) throw notFound('run');
    return run;
  }
}
