import { Body, Controller, Delete, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { ApiRoute } from '../http/api-route.decorator';
import type { JsonText } from '../http/json-text';
import { UuidPipe } from '../http/path-id.pipe';
import { OperationId } from '../idempotency/operation-id.decorator';
import { RoleBindingAccessGuard } from './role-binding-access.guard';
import { RoleBindingRepository } from './role-binding.repository';
import {
  type CreateRoleBindingBody,
  createRoleBindingSchema,
  roleBindingPageSchema,
  type RoleBindingQuery,
  roleBindingQuerySchema,
  roleBindingSchema,
} from './role-binding.schema';
import { RoleBindingsService } from './role-bindings.service';

@ApiTags('Access')
@Controller('role-bindings')
export class RoleBindingsController {
  constructor(
    private readonly bindings: RoleBindingsService,
    private readonly stored: RoleBindingRepository,
  ) {}

  @Get()
  @ApiRoute({
    summary: 'List who has which role where',
    access: 'Access:read',
    response: roleBindingPageSchema,
  })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: roleBindingQuerySchema }) query: RoleBindingQuery,
  ): Promise<JsonText> {
    return this.stored.list(principal, query);
  }

  @Post()
  @ApiRoute({
    summary: 'Give a person or a group a role',
    description:
      'On an entity and all below it, where the caller holds all that the role allows. People who are signed in have it within two seconds.',
    access: 'Access:manage',
    status: 201,
    response: roleBindingSchema,
    problems: {
      409: 'The subject has this role on this entity already',
      422: 'There is no such role or entity',
    },
  })
  create(
    @CurrentPrincipal() principal: Principal,
    @OperationId() id: string,
    @Body({ schema: createRoleBindingSchema }) body: CreateRoleBindingBody,
  ): Promise<JsonText> {
    return this.bindings.create(principal, id, body);
  }

  @Delete(':id')
  @UseGuards(RoleBindingAccessGuard)
  @ApiRoute({
    summary: 'Take a role from a person or a group',
    description: 'Other processes may go by it for two seconds more.',
    access: 'Access:manage',
    status: 204,
    problems: { 404: 'There is no such role binding' },
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('id', new UuidPipe('role binding')) id: string,
  ): Promise<void> {
    await this.bindings.delete(principal, id);
  }
}
