import { Controller } from '@nestjs/common';
import {
  completeOnboarding,
  onboardingTrustTemplate,
  ProblemError,
  saveOnboardingStep,
  startOnboarding,
  validateOnboarding,
} from '@skyledger/contracts';
import { Database, uuidv7 } from '@skyledger/database';
import { OnRequest } from '@skyledger/messaging';
import type { z } from 'zod';
import { type Answer, type ApiHarness, startApi } from './api-harness';
import { beginSession } from './begin-session';

export const SESSIONS = '/api/v1/cloud/onboarding-sessions';
export const ENVIRONMENT = { name: 'Production', environment: 'production' };

/** Stores as the accounts service does, and remembers what it was asked. */
@Controller()
export class OnboardingServices {
  static readonly asked: z.infer<typeof saveOnboardingStep.request>[] = [];
  static readonly completed: z.infer<typeof completeOnboarding.request>[] = [];
  static readonly templates: z.infer<typeof onboardingTrustTemplate.request>[] = [];

  constructor(private readonly database: Database) {}

  @OnRequest(startOnboarding)
  async start(
    request: z.infer<typeof startOnboarding.request>,
  ): Promise<z.infer<typeof startOnboarding.response>> {
    return beginSession(this.database, request);
  }

  @OnRequest(saveOnboardingStep)
  async save(
    request: z.infer<typeof saveOnboardingStep.request>,
  ): Promise<z.infer<typeof saveOnboardingStep.response>> {
    OnboardingServices.asked.push(request);
    return { version: '2' };
  }

  @OnRequest(completeOnboarding)
  async complete(
    request: z.infer<typeof completeOnboarding.request>,
  ): Promise<z.infer<typeof completeOnboarding.response>> {
    OnboardingServices.completed.push(request);
    const accountId = uuidv7();
    await this.database.withTenant(request.tenantId, (tx) =>
      tx.query(
        `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by, entity_id)
         SELECT tenant_id, $1, 'aws', 'x', '1', 'active', '{"kind": "manual"}', 'test', (settings->>'entityId')::uuid
         FROM onboarding_sessions WHERE id = $2`,
        [accountId, request.sessionId],
      ),
    );
    return { accountId, runId: uuidv7(), warnings: ['They may write.'] };
  }

  @OnRequest(onboardingTrustTemplate)
  async template(
    request: z.infer<typeof onboardingTrustTemplate.request>,
  ): Promise<z.infer<typeof onboardingTrustTemplate.response>> {
    OnboardingServices.templates.push(request);
    return { template: '{"of":"the session"}' };
  }

  @OnRequest(validateOnboarding)
  validate(): Promise<z.infer<typeof validateOnboarding.response>> {
    throw new ProblemError({
      type: 'account-exists',
      title: 'The account is in the ledger already',
      status: 409,
      extensions: { account_id: 'x' },
    });
  }
}

/** The routes of onboarding sessions, called with one token. */
export class OnboardingCalls {
  tenantId = '';
  token = '';

  private constructor(readonly api: ApiHarness) {}

  static async start(): Promise<OnboardingCalls> {
    return new OnboardingCalls(await startApi({ responders: [OnboardingServices] }));
  }

  /** A tenant of its own for a test, in which the token manages accounts. */
  async beginTenant(): Promise<void> {
    OnboardingServices.asked.length = 0;
    OnboardingServices.completed.length = 0;
    OnboardingServices.templates.length = 0;
    this.tenantId = await this.api.addTenant();
    this.token = await this.api.addToken(this.tenantId, ['CloudConnector:manage']);
  }

  async begin(): Promise<Answer['body']> {
    return (await this.api.call('POST', SESSIONS, { token: this.token })).body;
  }

  show(id: string, as = this.token): Promise<Answer> {
    return this.api.call('GET', `${SESSIONS}/${id}`, { token: as });
  }

  put(id: string, step: string, body: unknown, ifMatch = '"v1"'): Promise<Answer> {
    const headers = { 'if-match': ifMatch };
    return this.api.call('PUT', `${SESSIONS}/${id}/steps/${step}`, {
      token: this.token,
      body,
      headers,
    });
  }

  /** Changes the session as the accounts service would. */
  async onSession(id: string, sql: string): Promise<void> {
    await this.api.database.withTenant(this.tenantId, (tx) =>
      tx.query(`UPDATE onboarding_sessions SET ${sql} WHERE id = $1`, [id]),
    );
  }
}
