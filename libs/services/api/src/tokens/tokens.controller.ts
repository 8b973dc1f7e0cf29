import { Body, Controller, Delete, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { ApiRoute } from '../http/api-route.decorator';
import type { JsonText } from '../http/json-text';
import { ShowsSecret } from '../idempotency/idempotency.interceptor';
import type { Claim } from '../idempotency/idempotency.repository';
import { KeyClaim, OperationId } from '../idempotency/operation-id.decorator';
import { UuidPipe } from '../http/path-id.pipe';
import { TokenAccessGuard } from './token-access.guard';
import { TokenRepository } from './token.repository';
import {
  type CreateTokenBody,
  createdTokenSchema,
  createTokenSchema,
  tokenPageSchema,
  type TokenQuery,
  tokenQuerySchema,
} from './token.schema';
import { TokensService } from './tokens.service';

@ApiTags('Tokens')
@Controller('tokens')
export class TokensController {
  constructor(
    private readonly tokens: TokensService,
    private readonly stored: TokenRepository,
  ) {}

  @Get()
  @ApiRoute({ summary: 'List API tokens', access: 'Access:read', response: tokenPageSchema })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: tokenQuerySchema }) query: TokenQuery,
  ): Promise<JsonText> {
    return this.stored.list(principal, query);
  }

  @Post()
  @ShowsSecret()
  @ApiRoute({
    summary: 'Make an API token',
    description:
      'The answer shows the token; nothing shows it again. Where the answer was lost before it was kept, the same `Idempotency-Key` again gives the same token another secret. It cannot be given more than the caller holds on the entity, and a token makes none that outlasts it.',
    access: 'Access:manage',
    status: 201,
    response: createdTokenSchema,
    problems: {
      409: 'The first answer was lost, and the token was revoked since',
      422: 'There is no such entity',
    },
  })
  create(
    @CurrentPrincipal() principal: Principal,
    @OperationId() id: string,
    @KeyClaim() claim: Claim | null,
    @Body({ schema: createTokenSchema }) body: CreateTokenBody,
  ): Promise<JsonText> {
    return this.tokens.create(principal, { id, claim }, body);
  }

  @Delete(':id')
  @UseGuards(TokenAccessGuard)
  @ApiRoute({
    summary: 'Revoke an API token',
    description: 'Other processes may accept it for two seconds more.',
    access: 'Access:manage',
    status: 204,
    problems: { 404: 'There is no such token' },
  })
  async revoke(
    @CurrentPrincipal() principal: Principal,
    @Param('id', new UuidPipe('token')) id: string,
  ): Promise<void> {
    await this.tokens.revoke(principal, id);
  }
}
