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
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { notFound } from '../errors/problems';
import { API_PATH } from '../http/api-path';
import { ApiRoute } from '../http/api-route.decorator';
import { entityTag, versionsOf } from '../http/entity-tag';
import type { JsonText } from '../http/json-text';
import { RoleAccessGuard } from './role-access.guard';
import { RoleIdPipe } from './role-id';
import { RoleRepository, type ShownRole } from './role.repository';
import {
  type CreateRoleBody,
  createRoleSchema,
  rolePageSchema,
  type RoleQuery,
  roleQuerySchema,
  roleSchema,
  type UpdateRoleBody,
  updateRoleSchema,
} from './role.schema';
import { RolesService } from './roles.service';

const NOT_FOUND = { 404: 'There is no such role' };
const CONDITIONAL = {
  412: 'The role was changed meanwhile: read it again',
  428: 'The header `If-Match` is missing',
};
const ifMatchHeader = {
  name: 'If-Match',
  required: true,
  description: 'The `ETag` of the role as it was read, or `*`',
  example: '"v1"',
};
const roleId = new RoleIdPipe();

@ApiTags('Access')
@Controller('roles')
export class RolesController {
  constructor(
    private readonly roles: RolesService,
    private readonly stored: RoleRepository,
  ) {}

  @Get()
  @ApiRoute({
    summary: 'List roles',
    description: 'The built-in ones first.',
    access: 'Access:read',
    response: rolePageSchema,
  })
  list(
    @CurrentPrincipal() { tenantId }: Principal,
    @Query({ schema: roleQuerySchema }) query: RoleQuery,
  ): Promise<JsonText> {
    return this.stored.list(tenantId, query);
  }

  @Post()
  @ApiRoute({
    summary: 'Make a role',
    description:
      'Roles belong to the root of the tenant: the permission, and those that the role gives, are needed there.',
    access: 'Access:manage',
    status: 201,
    response: roleSchema,
    problems: { 409: 'There is a role of this name' },
  })
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: createRoleSchema }) body: CreateRoleBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    const created = await this.roles.create(principal, body);
    void reply.header('location', `/${API_PATH}/roles/${created.id}`);
    return answer(created, reply);
  }

  @Get(':id')
  @ApiRoute({
    summary: 'Show a role',
    access: 'Access:read',
    response: roleSchema,
    problems: NOT_FOUND,
  })
  async show(
    @CurrentPrincipal() { tenantId }: Principal,
    @Param('id', roleId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    return answer(await this.stored.find(tenantId, id), reply);
  }

  @Patch(':id')
  @UseGuards(RoleAccessGuard)
  @ApiRoute({
    summary: 'Change a role',
    description:
      'What is left out stays as it is. The change counts for everybody to whom the role is bound. Permissions that are added have to be held on the root of the tenant.',
    access: 'Access:manage',
    response: roleSchema,
    problems: {
      ...NOT_FOUND,
      ...CONDITIONAL,
      409: 'It is a built-in role, or there is another of this name',
    },
  })
  @ApiHeader(ifMatchHeader)
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('id', roleId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: updateRoleSchema }) body: UpdateRoleBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    return answer(await this.roles.update(principal, id, body, versionsOf(ifMatch)), reply);
  }

  @Delete(':id')
  @UseGuards(RoleAccessGuard)
  @ApiRoute({
    summary: 'Delete a role',
    access: 'Access:manage',
    status: 204,
    problems: {
      ...NOT_FOUND,
      ...CONDITIONAL,
      409: 'It is a built-in role, or bound: `bindings` counts how often',
    },
  })
  @ApiHeader(ifMatchHeader)
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('id', roleId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.roles.delete(principal, id, versionsOf(ifMatch));
  }
}

function answer(role: ShownRole | null, reply: FastifyReply): JsonText {
  if (role === null) throw notFound('role');
  if (role.version !== null) void reply.header('etag', entityTag(role.version));
  return role.item;
}
