import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { ApiRoute } from '../http/api-route.decorator';
import type { JsonText } from '../http/json-text';
import { CredentialHealthRepository } from './credential-health.repository';
import {
  credentialPageSchema,
  type CredentialQuery,
  credentialQuerySchema,
} from './credential-health.schema';

@ApiTags('Credentials')
@Controller('cloud/credentials')
export class CredentialsController {
  constructor(private readonly credentials: CredentialHealthRepository) {}

  @Get('health')
  @ApiRoute({
    summary: 'List how the credentials of accounts stand',
    description: 'Age, known end and whether they may write; never what they are.',
    access: 'CloudConnector:read',
    response: credentialPageSchema,
  })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: credentialQuerySchema }) query: CredentialQuery,
  ): Promise<JsonText> {
    return this.credentials.list(principal, query);
  }
}
