import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../auth/current-principal.decorator';
import type { Principal } from '../auth/principal';
import { ApiRoute } from '../http/api-route.decorator';
import { UuidPipe } from '../http/path-id.pipe';
import { describeTemplate, TRUST_TEMPLATE_EXAMPLES } from '../http/template-file';
import { type TrustTemplateQuery, trustTemplateQuerySchema } from './onboarding-input.schema';
import { OnboardingRequestsService } from './onboarding-requests.service';
import { SessionExistsGuard } from './session-exists.guard';

const sessionId = new UuidPipe('onboarding session');

/** How the account of a session is to let us in without a key. */
@ApiTags('Onboarding')
@Controller('cloud/onboarding-sessions')
@UseGuards(SessionExistsGuard)
export class OnboardingTrustController {
  constructor(private readonly requests: OnboardingRequestsService) {}

  @Get(':id/trust-template')
  @ApiRoute({
    summary: 'Show a template of what lets Skyledger read the account of an onboarding session',
    description:
      'It may read what is discovered, and nothing else, and asks for the external id of the session. CloudFormation in JSON, or Terraform.',
    access: 'CloudConnector:manage',
    files: TRUST_TEMPLATE_EXAMPLES,
    problems: {
      404: 'You have no such session, or it has expired',
      409: 'The session is completed, or no method is chosen that asks for an external id',
      422: 'The provider has no such partition',
      504: 'The accounts service did not answer in time',
    },
  })
  async template(
    @CurrentPrincipal() principal: Principal,
    @Param('id', sessionId) id: string,
    @Query({ schema: trustTemplateQuerySchema }) query: TrustTemplateQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const template = await this.requests.trustTemplate(principal, id, query);
    describeTemplate(reply, query.format, id);
    return template;
  }
}
