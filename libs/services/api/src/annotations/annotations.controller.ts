import { Body, Controller, Get, Headers, Param, Put, Res, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { ApiRoute } from '../http/api-route.decorator';
import { answerVersion } from '../http/answer-version';
import { versionsOf } from '../http/entity-tag';
import type { JsonText } from '../http/json-text';
import { LedgerIdPipe } from '../http/path-id.pipe';
import { ResourceAccessGuard } from '../resources/resource-access.guard';
import {
  annotationsSchema,
  type ReplaceAnnotationsBody,
  replaceAnnotationsSchema,
} from './annotation.schema';
import { AnnotationsService } from './annotations.service';

const NOT_FOUND = { 404: 'There is no such resource' };
const resourceId = new LedgerIdPipe('resource');

@ApiTags('Resources')
@Controller('cloud/resources')
export class AnnotationsController {
  constructor(private readonly annotations: AnnotationsService) {}

  @Get(':id/annotations')
  @ApiRoute({
    summary: 'Show what people wrote about a resource',
    access: 'Resource:read',
    response: annotationsSchema,
    problems: NOT_FOUND,
  })
  async show(
    @CurrentPrincipal() principal: Principal,
    @Param('id', resourceId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    const shown = await this.annotations.show(principal, id);
    return answerVersion('resource', shown, reply);
  }

  @Put(':id/annotations')
  @UseGuards(ResourceAccessGuard)
  @ApiRoute({
    summary: 'Write about a resource',
    description:
      'Replaces all annotations: what is left out is emptied. They stay when a run changes, retires or restores the resource. Another `entity_id` moves the resource: that needs the permission on both entities.',
    access: 'Resource:annotate',
    response: annotationsSchema,
    problems: {
      ...NOT_FOUND,
      422: 'There is no such entity',
      412: 'The annotations were changed meanwhile: read them again',
      428: 'The header `If-Match` is missing',
    },
  })
  @ApiHeader({
    name: 'If-Match',
    required: true,
    description:
      'The `ETag` of the annotations as they were read (`"v0"` when there are none), or `*`',
    example: '"v1"',
  })
  async replace(
    @CurrentPrincipal() principal: Principal,
    @Param('id', resourceId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: replaceAnnotationsSchema }) annotations: ReplaceAnnotationsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    const ifVersion = versionsOf(ifMatch);
    const shown = await this.annotations.replace(principal, {
      resourceId: id,
      annotations,
      ifVersion,
    });
    return answerVersion('resource', shown, reply);
  }
}
