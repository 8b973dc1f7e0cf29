import { Body, Controller, Headers, Param, Patch, Put, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { updateAccount } from '@skyledger/contracts';
import { MessageBus } from '@skyledger/messaging';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import { callerOf, type Principal } from '../auth/principal';
import { EntityAccessService } from '../entities/entity-access.service';
import { notFound } from '../errors/problems';
import { ApiRoute } from '../http/api-route.decorator';
import { answerVersion } from '../http/answer-version';
import { versionsOf } from '../http/entity-tag';
import { type JsonText, withMembers } from '../http/json-text';
import { UuidPipe } from '../http/path-id.pipe';
import { AccountCredentialsService } from './account-credentials.service';
import { AccountAccessGuard } from './account-access.guard';
import {
  type ReplaceCredentialsBody,
  replaceCredentialsSchema,
  scheduleOf,
  type UpdateAccountBody,
  updateAccountSchema,
} from './account-input.schema';
import { AccountRepository } from './account.repository';
import { accountSchema, replacedCredentialsSchema } from './account.schema';

const PROBLEMS = {
  404: 'There is no such account',
  504: 'The accounts service did not answer in time',
};
const accountId = new UuidPipe('account');

/** What people change of an account. */
@ApiTags('Accounts')
@Controller('cloud/accounts')
@UseGuards(AccountAccessGuard)
export class AccountEditController {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly credentials: AccountCredentialsService,
    private readonly entities: EntityAccessService,
    private readonly bus: MessageBus,
  ) {}

  @Patch(':id')
  @ApiRoute({
    summary: 'Change an account',
    description:
      'What is left out stays as it is; labels are replaced as a whole. New regions are tried on the provider first. Another `entity_id` moves the account: that needs the permission on both entities.',
    access: 'CloudConnector:manage',
    ifMatch: 'account',
    response: accountSchema,
    problems: {
      ...PROBLEMS,
      422: 'The provider does not know the regions, or has no such resource types; or there is no such entity',
    },
  })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('id', accountId) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: updateAccountSchema }) body: UpdateAccountBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText> {
    const { name, regions, labels, environment, group, resource_types: resourceTypes } = body;
    const { entity_id: entityId } = body;
    if (entityId !== undefined) {
      await this.entities.mustHold(principal, ['CloudConnector:manage'], entityId);
    }
    const ifVersion = versionsOf(ifMatch);
    const ifEntityId = await this.accounts.entityOf(principal, 'CloudConnector:manage', id);
    // It was there, and the principal's to change, when the guard looked.
    if (ifEntityId === null) throw notFound('account');
    await this.bus.request(updateAccount, {
      ...callerOf(principal),
      accountId: id,
      ifVersion,
      ifEntityId,
      changes: {
        name,
        regions,
        resourceTypes,
        labels,
        environment,
        group,
        entityId,
        schedule: scheduleOf(body),
      },
    });
    return answerVersion('account', await this.accounts.written(principal.tenantId, id), reply);
  }

  @Put(':id/credentials')
  @ApiRoute({
    summary: 'Replace the credentials of an account',
    asksProvider: true,
    description:
      'Asks the provider first, live; the old credentials stay when it refuses. Lifts a suspension.',
    access: 'CloudConnector:manage',
    response: replacedCredentialsSchema,
    problems: {
      ...PROBLEMS,
      409: 'They belong to another account of the provider, `native_account_id`, or to one that is in the ledger, `account_id`',
      422: 'The provider refused: its reason, `missing_permissions`, and what to do',
    },
  })
  async replaceCredentials(
    @CurrentPrincipal() principal: Principal,
    @Param('id', accountId) id: string,
    @Body({ schema: replaceCredentialsSchema }) body: ReplaceCredentialsBody,
  ): Promise<JsonText> {
    const account = await this.accounts.about(principal.tenantId, id);
    if (account === null) throw notFound('account');
    const { provider } = account;
    const { missingPermissions, identityChain, ...outcome } = await this.credentials.replace(
      principal,
      { id, provider },
      body.credentials,
    );
    const stored = await this.accounts.credentials(principal.tenantId, id);
    if (stored === null) throw notFound('account');
    const answer = JSON.stringify({
      ...outcome,
      missing_permissions: missingPermissions,
      identity_chain: identityChain,
    });
    return withMembers(answer, { credentials: stored });
  }
}
