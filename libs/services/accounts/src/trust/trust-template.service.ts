import { Inject, Injectable } from '@nestjs/common';
import { SKYLEDGER_CONFIG, type SkyledgerConfig } from '@skyledger/config';
import type { trustTemplate } from '@skyledger/contracts';
import type { AccountTrust, TrustTemplateRequest as TrustParts } from '@skyledger/provider-sdk';
import type { z } from 'zod';
import { AccountValidationService } from '../account-validation.service';
import { ExternalIdService } from './external-id.service';

export type TrustTemplateRequest = z.infer<typeof trustTemplate.request>;
export type TrustTemplateResponse = z.infer<typeof trustTemplate.response>;

/** Writes down, for the owner of an account, the role that lets us in. */
@Injectable()
export class TrustTemplateService {
  constructor(
    private readonly externalIds: ExternalIdService,
    private readonly validation: AccountValidationService,
    @Inject(SKYLEDGER_CONFIG) private readonly config: SkyledgerConfig,
  ) {}

  /** @throws ProblemError when AWS is not available here */
  async templateFor(request: TrustTemplateRequest): Promise<TrustTemplateResponse> {
    const { trust } = await this.validation.provider('aws');
    if (trust === undefined) throw new Error('AWS has no template of a trust');
    const { externalId } = await this.externalIds.mint(request);
    const { format, partition } = request;
    return { externalId, template: this.templateOf(trust, { format, externalId, partition }) };
  }

  /** The template of a trust that asks for this external id, with the roles of ours. */
  templateOf(trust: AccountTrust, request: Omit<TrustParts, 'discoveryRoles'>): string {
    const discoveryRoles = this.config.awsDiscoveryRoles ?? [];
    return trust.template({ ...request, discoveryRoles });
  }
}
