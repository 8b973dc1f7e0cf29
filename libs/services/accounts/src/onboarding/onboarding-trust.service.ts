import { Injectable } from '@nestjs/common';
import { type onboardingTrustTemplate, ProblemError } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { authenticationMethods } from '@skyledger/provider-sdk';
import type { z } from 'zod';
import { AccountValidationService } from '../account-validation.service';
import { TrustTemplateService } from '../trust/trust-template.service';
import { sessionCompleted, sessionNotFound, trustMissing } from './onboarding-problems';
import { OnboardingSessionRepository } from './onboarding-session.repository';

export type SessionTemplateRequest = z.infer<typeof onboardingTrustTemplate.request>;
export type SessionTemplateResponse = z.infer<typeof onboardingTrustTemplate.response>;

/** Writes down what lets us into the account that a session is about. */
@Injectable()
export class OnboardingTrustService {
  constructor(
    private readonly database: Database,
    private readonly sessions: OnboardingSessionRepository,
    private readonly validation: AccountValidationService,
    private readonly templates: TrustTemplateService,
  ) {}

  /**
   * @throws ProblemError `not-found` 404, `session-completed` 409, `step-too-early` 409,
   *   `validation-failed` 422
   */
  async templateFor(request: SessionTemplateRequest): Promise<SessionTemplateResponse> {
    const { tenantId, format, partition } = request;
    const session = await this.database.withTenant(tenantId, (tx) =>
      this.sessions.find(tx, request),
    );
    if (session === null) throw sessionNotFound();
    if (session.status === 'completed') throw sessionCompleted(session.accountId);
    const { provider: id, method, externalId } = session;
    if (id === null || externalId === null) throw trustMissing();
    const provider = await this.validation.provider(id);
    const { trust } = provider;
    const chosen = authenticationMethods(provider).find((each) => each.id === method);
    if (trust === undefined || (chosen?.externalIdField ?? null) === null) throw trustMissing();
    if (partition !== undefined && !trust.partitions.includes(partition)) {
      throw partitionUnknown(trust.partitions);
    }
    return {
      template: this.templates.templateOf(trust, {
        format,
        externalId,
        ...(partition !== undefined && { partition }),
      }),
    };
  }
}

function partitionUnknown(partitions: readonly string[]): ProblemError {
  return new ProblemError({
    type: 'validation-failed',
    title: 'The provider has no such partition',
    status: 422,
    errors: [{ field: 'partition', expected: `one of ${partitions.join(', ')}` }],
  });
}
