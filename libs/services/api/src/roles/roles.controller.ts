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
import { OperationId } from '../idempotency/operation-id.decorator';
import { RoleAccessGuard } from './role-access.guard';
import { RoleIdPipe } from './role-id';
import { RoleRepository } from './role.repository';
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
    @OperationId() id: string,
    @Body({ schema: createRoleSchema }) body: CreateRoleBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    const created = await this.roles.create(principal, id, body);
    void reply.header('location', `/${API_PATH}/roles/${id}`);
    return answerVersion('role', created, reply);
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
    return answerVersion('role', await this.stored.find(tenantId, id), reply);
  }

  @Patch(':id')
  @UseGuards(RoleAccessGuard)
  @ApiRoute({
    summary: 'Change a role',
    description:
      'What is left out stays as it is. The change counts for everybody to whom the role is bound. Permissions that are added have to be held on the root of the tenant.',
    access: 'Access:manage',
    ifMatch: 'role',
    response: roleSchema,
    problems: {
      ...NOT_FOUND,
      409: 'It is a built-in role, or there is another of this name',
    },
  })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('id', roleId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: updateRoleSchema }) body: UpdateRoleBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    return answerVersion(
      'role',
      await this.roles.update(principal, id, body, versionsOf(ifMatch)),
      reply,
    );
  }

  @Delete(':id')
  @UseGuards(RoleAccessGuard)
  @ApiRoute({
    summary: 'Delete a role',
    access: 'Access:manage',
    ifMatch: 'role',
    status: 204,
    problems: {
      ...NOT_FOUND,
      409: 'It is a built-in role, or bound: `bindings` counts how often',
    },
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('id', roleId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.roles.delete(principal, id, versionsOf(ifMatch));
  }
}
