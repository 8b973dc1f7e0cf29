import { Body, Controller, Get, HttpStatus, Post, Query, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { mintExternalId, trustTemplate } from '@skyledger/contracts';
import { MessageBus } from '@skyledger/messaging';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { AccountRepository } from '../accounts/account.repository';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import { callerOf, type Principal } from '../auth/principal';
import { forbidden, notFound, validationFailed } from '../errors/problems';
import { ApiRoute } from '../http/api-route.decorator';
import { describeTemplate, TRUST_TEMPLATE_EXAMPLES } from '../http/template-file';
import {
  externalIdSchema,
  isAwsAccountId,
  type MintExternalIdBody,
  mintExternalIdSchema,
  type TrustTemplateQuery,
  trustTemplateQuerySchema,
} from './aws-trust.schema';

const NO_ANSWER = { 504: 'The accounts service did not answer in time' };

/** How an account of AWS lets us in without a key. */
@ApiTags('AWS trust')
@Controller('cloud/aws')
export class AwsTrustController {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly bus: MessageBus,
  ) {}

  @Post('external-ids')
  @ApiRoute({
    summary: 'Mint the external id for a role in an AWS account',
    description:
      'An account has one, and the same one is given again. It is nobody else’s, and nobody can choose it.',
    access: 'CloudConnector:manage',
    status: 201,
    response: externalIdSchema,
    problems: NO_ANSWER,
  })
  @ApiResponse({
    status: HttpStatus.OK,
    description: 'It was minted before',
    standardSchema: externalIdSchema,
  })
  async mint(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: mintExternalIdSchema }) body: MintExternalIdBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof externalIdSchema>> {
    const { native_account_id: nativeAccountId } = body;
    const request = { ...callerOf(principal), nativeAccountId };
    const minted = await this.bus.request(mintExternalId, request);
    if (!minted.isNew) void reply.code(HttpStatus.OK);
    return { external_id: minted.externalId, native_account_id: minted.nativeAccountId };
  }

  @Get('trust-template')
  @ApiRoute({
    summary: 'Show a template of the role that lets Skyledger read an AWS account',
    description:
      'One role that may read what is discovered, and nothing else, and that can only be assumed with the account’s external id, which is minted with the first request. CloudFormation in JSON, or Terraform.',
    access: 'CloudConnector:manage',
    files: TRUST_TEMPLATE_EXAMPLES,
    problems: { 404: 'There is no such account of AWS', ...NO_ANSWER },
  })
  async template(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: trustTemplateQuerySchema }) query: TrustTemplateQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { format, partition } = query;
    const nativeAccountId = await this.nativeIdOf(principal, query.account);
    const request = { ...callerOf(principal), nativeAccountId, format, partition };
    const { template } = await this.bus.request(trustTemplate, request);
    describeTemplate(reply, format, nativeAccountId);
    return template;
  }

  private async nativeIdOf(principal: Principal, account: string): Promise<string> {
    if (isAwsAccountId(account)) return account;
    const access = await this.accounts.access(principal, 'CloudConnector:manage', account);
    if (access?.allowed === false) {
      throw forbidden("This needs the permission `CloudConnector:manage` on the account's entity.");
    }
    const known = access && (await this.accounts.about(principal.tenantId, account));
    if (known === null) throw notFound('account');
    if (known.provider === 'aws') return known.nativeAccountId;
    throw validationFailed([{ field: 'account', expected: 'an account of AWS' }]);
  }
}
