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
import { deleteOrganization, syncOrganization } from '@skyledger/contracts';
import { MessageBus } from '@skyledger/messaging';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import { callerOf, type Principal } from '../auth/principal';
import { notFound } from '../errors/problems';
import { API_PATH } from '../http/api-path';
import { ApiRoute } from '../http/api-route.decorator';
import { entityTag, versionsOf } from '../http/entity-tag';
import type { JsonText } from '../http/json-text';
import { UuidPipe } from '../http/path-id.pipe';
import { OperationId } from '../idempotency/operation-id.decorator';
import { OrganizationAccessGuard } from './organization-access.guard';
import {
  type CreateOrganizationBody,
  createOrganizationSchema,
  type UpdateOrganizationBody,
  updateOrganizationSchema,
} from './organization-input.schema';
import { OrganizationRequestsService } from './organization-requests.service';
import { OrganizationRepository } from './organization.repository';
import {
  organizationPageSchema,
  type OrganizationQuery,
  organizationQuerySchema,
  organizationSchema,
  syncRequestedSchema,
} from './organization.schema';

const NOT_FOUND = { 404: 'There is no such organisation' };
const NO_ANSWER = { 504: 'The accounts service did not answer in time' };
const organizationId = new UuidPipe('organisation');

/** Connections that lead to many accounts. */
@ApiTags('Organizations')
@Controller('cloud/organizations')
export class OrganizationsController {
  constructor(
    private readonly organizations: OrganizationRepository,
    private readonly requests: OrganizationRequestsService,
    private readonly bus: MessageBus,
  ) {}

  @Get()
  @ApiRoute({
    summary: 'List organisations',
    access: 'CloudConnector:read',
    response: organizationPageSchema,
  })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: organizationQuerySchema }) query: OrganizationQuery,
  ): Promise<JsonText> {
    return this.organizations.list(principal, query);
  }

  @Post()
  @ApiRoute({
    summary: 'Connect an organisation',
    asksProvider: true,
    description:
      'Asks the provider first, live; then its members become accounts, and are kept in step from then on. When the provider refuses, nothing is stored.',
    access: 'CloudConnector:manage',
    status: 201,
    response: organizationSchema,
    problems: {
      409: 'It is connected already, as `organization_id`',
      422: 'The provider refused: its reason, `missing_permissions`, what to do, and how to `set_up` credentials; or it has no organisations; or there is no such entity',
      ...NO_ANSWER,
    },
  })
  async create(
    @CurrentPrincipal() principal: Principal,
    @OperationId() id: string,
    @Body({ schema: createOrganizationSchema }) body: CreateOrganizationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    await this.requests.create(principal, id, body);
    void reply.header('location', `/${API_PATH}/cloud/organizations/${id}`);
    return this.answer(principal, id, reply);
  }

  @Get(':id')
  @UseGuards(OrganizationAccessGuard)
  @ApiRoute({
    summary: 'Show an organisation',
    description: 'Its accounts are listed by `GET /api/v1/cloud/accounts?organization_id=`.',
    access: 'CloudConnector:read',
    response: organizationSchema,
    problems: NOT_FOUND,
  })
  show(
    @CurrentPrincipal() principal: Principal,
    @Param('id', organizationId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    return this.answer(principal, id, reply);
  }

  @Patch(':id')
  @UseGuards(OrganizationAccessGuard)
  @ApiRoute({
    summary: 'Change an organisation',
    asksProvider: true,
    description:
      'What is left out stays as it is; patterns and labels are replaced as a whole. New credentials are tried first. What new members begin with is not changed of those that are there.',
    access: 'CloudConnector:manage',
    response: organizationSchema,
    problems: {
      ...NOT_FOUND,
      409: 'The credentials lead to another organisation, `native_id`',
      412: 'The organisation was changed meanwhile: read it again',
      422: 'The provider refused the credentials: its reason and what to do; or there is no such entity',
      428: 'The header `If-Match` is missing',
      ...NO_ANSWER,
    },
  })
  @ApiHeader({
    name: 'If-Match',
    required: true,
    description: 'The `ETag` of the organisation as it was read, or `*`',
    example: '"v1"',
  })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('id', organizationId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: updateOrganizationSchema }) body: UpdateOrganizationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    await this.requests.update(principal, id, versionsOf(ifMatch), body);
    return this.answer(principal, id, reply);
  }

  @Delete(':id')
  @UseGuards(OrganizationAccessGuard)
  @ApiRoute({
    summary: 'Forget an organisation',
    description: 'Its members stay as ordinary accounts, with the credentials that they have.',
    access: 'CloudConnector:manage',
    status: 204,
    problems: { ...NOT_FOUND, ...NO_ANSWER },
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('id', organizationId) id: string,
  ): Promise<void> {
    await this.bus.request(deleteOrganization, { ...callerOf(principal), organizationId: id });
  }

  @Post(':id/sync')
  @UseGuards(OrganizationAccessGuard)
  @ApiRoute({
    summary: 'List the members of an organisation now',
    description: 'Begins within seconds; `last_synced_at` tells when it was done.',
    access: 'CloudConnector:manage',
    status: 202,
    response: syncRequestedSchema,
    problems: { ...NOT_FOUND, ...NO_ANSWER },
  })
  async sync(
    @CurrentPrincipal() principal: Principal,
    @Param('id', organizationId) id: string,
  ): Promise<z.infer<typeof syncRequestedSchema>> {
    return this.bus.request(syncOrganization, { ...callerOf(principal), organizationId: id });
  }

  private async answer(principal: Principal, id: string, reply: FastifyReply): Promise<JsonText> {
    const organization = await this.organizations.find(principal.tenantId, id);
    if (organization === null) throw notFound('organisation');
    void reply.header('etag', entityTag(organization.version));
    return organization.item;
  }
}
