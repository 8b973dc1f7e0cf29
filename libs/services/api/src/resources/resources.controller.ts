import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { notFound } from '../errors/problems';
import { ApiRoute } from '../http/api-route.decorator';
import type { JsonText } from '../http/json-text';
import { LedgerIdPipe } from '../http/path-id.pipe';
import { ResourceDetailService } from './resource-detail.service';
import { ResourceRepository } from './resource.repository';
import {
  historyPageSchema,
  type HistoryQuery,
  historyQuerySchema,
  resourceDetailSchema,
  resourcePageSchema,
  type ResourceQuery,
  resourceQuerySchema,
} from './resource.schema';

const NOT_FOUND = { 404: 'There is no such resource' };
const resourceId = new LedgerIdPipe('resource');

@ApiTags('Resources')
@Controller('cloud/resources')
export class ResourcesController {
  constructor(
    private readonly resources: ResourceRepository,
    private readonly details: ResourceDetailService,
  ) {}

  @Get()
  @ApiRoute({ summary: 'List resources', access: 'Resource:read', response: resourcePageSchema })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: resourceQuerySchema }) query: ResourceQuery,
  ): Promise<JsonText> {
    return this.resources.list(principal, query);
  }

  @Get(':id')
  @ApiRoute({
    summary: 'Show all that is known of a resource',
    access: 'Resource:read',
    response: resourceDetailSchema,
    problems: NOT_FOUND,
  })
  async show(
    @CurrentPrincipal() principal: Principal,
    @Param('id', resourceId) id: string,
  ): Promise<JsonText> {
    const resource = await this.details.show(principal, id);
    if (resource === null) throw notFound('resource');
    return resource;
  }

  @Get(':id/history')
  @ApiRoute({
    summary: 'Show how a resource changed, newest first',
    access: 'Resource:read',
    response: historyPageSchema,
    problems: NOT_FOUND,
  })
  async history(
    @CurrentPrincipal() principal: Principal,
    @Param('id', resourceId) id: string,
    @Query({ schema: historyQuerySchema }) query: HistoryQuery,
  ): Promise<JsonText> {
    const page = await this.resources.history(principal, id, query);
    if (page === null) throw notFound('resource');
    return page;
  }
}
