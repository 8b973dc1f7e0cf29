import { Body, Controller, Delete, Get, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { deleteAccount, discoverAccount, revalidateAccount } from '@skyledger/contracts';
import { MessageBus } from '@skyledger/messaging';
import { VaultProvider } from '@skyledger/vault';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import { callerOf, type Principal } from '../auth/principal';
import { notFound, validationFailed } from '../errors/problems';
import { API_PATH } from '../http/api-path';
import { ApiRoute } from '../http/api-route.decorator';
import { answerVersion } from '../http/answer-version';
import { type JsonText, withMembers } from '../http/json-text';
import { UuidPipe } from '../http/path-id.pipe';
import { OperationId } from '../idempotency/operation-id.decorator';
import { AccountAccessGuard } from './account-access.guard';
import { AccountCredentialsService } from './account-credentials.service';
import {
  type CreateAccountBody,
  createAccountSchema,
  deleteAccountSchema,
  type DiscoverBody,
  discoverBodySchema,
} from './account-input.schema';
import { AccountRepository } from './account.repository';
import {
  accountHealthSchema,
  accountPageSchema,
  type AccountQuery,
  accountQuerySchema,
  accountSchema,
  createdAccountSchema,
  discoverSchema,
  revalidationSchema,
} from './account.schema';

const NOT_FOUND = { 404: 'There is no such account' };
const NO_ANSWER = { 504: 'The accounts service did not answer in time' };
const accountId = new UuidPipe('account');

@ApiTags('Accounts')
@Controller('cloud/accounts')
export class AccountsController {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly credentials: AccountCredentialsService,
    private readonly bus: MessageBus,
    private readonly vault: VaultProvider,
  ) {}

  @Get()
  @ApiRoute({
    summary: 'List accounts',
    access: 'CloudConnector:read',
    response: accountPageSchema,
  })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: accountQuerySchema }) query: AccountQuery,
  ): Promise<JsonText> {
    return this.accounts.list(principal, query);
  }

  @Post()
  @ApiRoute({
    summary: 'Add an account',
    asksProvider: true,
    description:
      'Asks the provider first, live; then stores the account and starts its first run. When the provider refuses, nothing is stored.',
    access: 'CloudConnector:manage',
    status: 201,
    response: createdAccountSchema,
    problems: {
      409: 'The account is in the ledger already, as `account_id`',
      422: 'The provider refused: its reason, `missing_permissions`, what to do, and how to `set_up` credentials; or the provider is not available; or there is no such entity',
      ...NO_ANSWER,
    },
  })
  async create(
    @CurrentPrincipal() principal: Principal,
    @OperationId() accountId: string,
    @Body({ schema: createAccountSchema }) body: CreateAccountBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    const created = await this.credentials.create(principal, accountId, body);
    const stored = await this.accounts.written(principal.tenantId, created.accountId);
    const account = answerVersion('account', stored, reply);
    void reply.header('location', `/${API_PATH}/cloud/accounts/${created.accountId}`);
    return withMembers(account, {
      scan_run_id: JSON.stringify(created.runId),
      auto_scan_initiated: 'true',
      warnings: JSON.stringify(created.warnings),
    });
  }

  @Get(':id')
  @ApiRoute({
    summary: 'Show an account',
    access: 'CloudConnector:read',
    response: accountSchema,
    problems: NOT_FOUND,
  })
  async show(
    @CurrentPrincipal() principal: Principal,
    @Param('id', accountId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    return answerVersion('account', await this.accounts.find(principal, id), reply);
  }

  @Get(':id/health')
  @ApiRoute({
    summary: 'Show how an account stands with its provider',
    access: 'CloudConnector:read',
    response: accountHealthSchema,
    problems: NOT_FOUND,
  })
  async health(
    @CurrentPrincipal() principal: Principal,
    @Param('id', accountId) id: string,
  ): Promise<JsonText> {
    const health = await this.accounts.health(principal, id);
    if (health === null) throw notFound('account');
    return health;
  }

  @Delete(':id')
  @UseGuards(AccountAccessGuard)
  @ApiRoute({
    summary: 'Delete an account',
    description: 'With its credentials, resources, findings and runs. A running run is cancelled.',
    access: 'CloudConnector:manage',
    status: 204,
    problems: { ...NOT_FOUND, ...NO_ANSWER },
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('id', accountId) id: string,
    @Query({ schema: deleteAccountSchema }) query: z.infer<typeof deleteAccountSchema>,
  ): Promise<void> {
    const account = await this.accounts.about(principal.tenantId, id);
    if (account === null) throw notFound('account');
    if (query.confirm !== account.name) {
      throw validationFailed([{ field: 'confirm', expected: 'the name of the account' }]);
    }
    await this.bus.request(deleteAccount, request(principal, id));
  }

  @Post(':id/discover')
  @UseGuards(AccountAccessGuard)
  @ApiRoute({
    summary: 'Start a run now',
    access: 'CloudConnector:run',
    status: 202,
    response: discoverSchema,
    problems: {
      ...NOT_FOUND,
      409: 'A run is active: `run_id`; or the account is suspended',
      422: 'The selection is not part of what the account selects',
      ...NO_ANSWER,
    },
  })
  @ApiBody({ required: false })
  async discover(
    @CurrentPrincipal() principal: Principal,
    @Param('id', accountId) id: string,
    @OperationId() operationId: string,
    @Body({ schema: discoverBodySchema }) body: DiscoverBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof discoverSchema>> {
    const { runId } = await this.bus.request(discoverAccount, {
      ...request(principal, id),
      runId: operationId,
      kind: body?.kind,
      regions: body?.regions,
      resourceTypes: body?.resource_types,
    });
    void reply.header('location', `/${API_PATH}/cloud/runs/${runId}`);
    return { run_id: runId };
  }

  @Post(':id/revalidate')
  @UseGuards(AccountAccessGuard)
  @ApiRoute({
    summary: 'Ask the provider again whether the credentials are good',
    asksProvider: true,
    access: 'CloudConnector:run',
    response: revalidationSchema,
    problems: { ...NOT_FOUND, ...NO_ANSWER },
  })
  async revalidate(
    @CurrentPrincipal() principal: Principal,
    @Param('id', accountId) id: string,
  ): Promise<z.infer<typeof revalidationSchema>> {
    this.vault.get();
    const outcome = await this.bus.request(revalidateAccount, request(principal, id));
    const { missingPermissions, identityChain, ...told } = outcome;
    return { ...told, missing_permissions: missingPermissions, identity_chain: identityChain };
  }
}

function request(
  principal: Principal,
  accountId: string,
): ReturnType<typeof callerOf> & { accountId: string } {
  return { ...callerOf(principal), accountId };
}
