import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  Param,
  Patch,
  Post,
  Query,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { API_PATH } from '../http/api-path';
import { ApiRoute } from '../http/api-route.decorator';
import { answerVersion } from '../http/answer-version';
import { versionsOf } from '../http/entity-tag';
import type { JsonText } from '../http/json-text';
import { UuidPipe } from '../http/path-id.pipe';
import { OperationId } from '../idempotency/operation-id.decorator';
import { EntitiesService } from './entities.service';
import { EntityAccessGuard } from './entity-access.guard';
import { EntityRepository } from './entity.repository';
import {
  type CreateEntityBody,
  createEntitySchema,
  entityPageSchema,
  type EntityQuery,
  entityQuerySchema,
  entitySchema,
  type UpdateEntityBody,
  updateEntitySchema,
} from './entity.schema';

const NOT_FOUND = { 404: 'There is no such entity' };
const entityId = new UuidPipe('entity');

@ApiTags('Access')
@Controller('entities')
export class EntitiesController {
  constructor(
    private readonly entities: EntitiesService,
    private readonly stored: EntityRepository,
  ) {}

  @Get()
  @ApiRoute({ summary: 'List entities', access: 'Access:read', response: entityPageSchema })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: entityQuerySchema }) query: EntityQuery,
  ): Promise<JsonText> {
    return this.stored.list(principal, query);
  }

  @Post()
  @ApiRoute({
    summary: 'Add an entity below another',
    access: 'Access:manage',
    status: 201,
    response: entitySchema,
    problems: { 422: 'There is no such entity above' },
  })
  async create(
    @CurrentPrincipal() principal: Principal,
    @OperationId() id: string,
    @Body({ schema: createEntitySchema }) body: CreateEntityBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    const created = await this.entities.create(principal, id, body);
    void reply.header('location', `/${API_PATH}/entities/${id}`);
    return answerVersion('entity', created, reply);
  }

  @Get(':id')
  @ApiRoute({
    summary: 'Show an entity',
    access: 'Access:read',
    response: entitySchema,
    problems: NOT_FOUND,
  })
  async show(
    @CurrentPrincipal() principal: Principal,
    @Param('id', entityId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    return answerVersion('entity', await this.stored.find(principal, id), reply);
  }

  @Patch(':id')
  @UseGuards(EntityAccessGuard)
  @ApiRoute({
    summary: 'Change or move an entity',
    description:
      'What is left out stays as it is. Moving takes along all that hangs on it, and needs the permission on the entities above, before and after, and on the entity every permission that is not for the whole tenant.',
    access: 'Access:manage',
    ifMatch: 'entity',
    response: entitySchema,
    problems: {
      ...NOT_FOUND,
      409: 'It would be below itself, or is the root',
      422: 'There is no such entity above',
    },
  })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('id', entityId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: updateEntitySchema }) body: UpdateEntityBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    return answerVersion(
      'entity',
      await this.entities.update(principal, id, body, versionsOf(ifMatch)),
      reply,
    );
  }

  @Delete(':id')
  @UseGuards(EntityAccessGuard)
  @ApiRoute({
    summary: 'Delete an entity',
    access: 'Access:manage',
    ifMatch: 'entity',
    status: 204,
    problems: {
      ...NOT_FOUND,
      409: 'Entities, accounts, resources, role bindings or tokens hang on it: `attached`; or it is the root',
    },
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('id', entityId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.entities.delete(principal, id, versionsOf(ifMatch));
  }
}
