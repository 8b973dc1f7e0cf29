import { Injectable } from '@nestjs/common';
import { createOrganization, updateOrganization } from '@skyledger/contracts';
import { MessageBus } from '@skyledger/messaging';
import type { Provider } from '@skyledger/provider-sdk';
import type { z } from 'zod';
import {
  AccountCredentialsService,
  availableProvider,
} from '../accounts/account-credentials.service';
import { DEFAULT_SCHEDULE } from '../accounts/account-input.schema';
import { callerOf, type Principal } from '../auth/principal';
import { EntityAccessService } from '../entities/entity-access.service';
import { notFound, validationFailed } from '../errors/problems';
import type { CreateOrganizationBody, UpdateOrganizationBody } from './organization-input.schema';
import { OrganizationRepository } from './organization.repository';

/** Asks the accounts service, with credentials that are sealed before. */
@Injectable()
export class OrganizationRequestsService {
  constructor(
    private readonly organizations: OrganizationRepository,
    private readonly credentials: AccountCredentialsService,
    private readonly entities: EntityAccessService,
    private readonly bus: MessageBus,
  ) {}

  /** @param organizationId of the new organisation; the same again makes no second one */
  async create(
    principal: Principal,
    organizationId: string,
    body: CreateOrganizationBody,
  ): Promise<void> {
    const provider = availableProvider(body.provider);
    const entityId = await this.entities.mustHold(
      principal,
      ['CloudConnector:manage'],
      body.entity_id,
    );
    const place = { tenantId: principal.tenantId, accountId: organizationId, provider };
    const { include = [], exclude = [], regions = null, schedule = DEFAULT_SCHEDULE } = body;
    const { environment = null, group = null, labels = {} } = body;
    await this.bus.request(createOrganization, {
      ...callerOf(principal),
      organizationId,
      provider,
      credentials: await this.credentials.seal(place, body.credentials, PATH, connectionSchema),
      name: body.name,
      entityId,
      include,
      exclude,
      regions,
      schedule,
      environment,
      group,
      labels,
    });
  }

  /** @param ifVersion versions that may be changed; null for any */
  async update(
    principal: Principal,
    organizationId: string,
    ifVersion: string[] | null,
    body: UpdateOrganizationBody,
  ): Promise<void> {
    const { entity_id: entityId, credentials, ...changes } = body;
    if (entityId !== undefined) {
      await this.entities.mustHold(principal, ['CloudConnector:manage'], entityId);
    }
    const provider = await this.organizations.providerOf(principal.tenantId, organizationId);
    if (provider === null) throw notFound('organisation');
    const place = { tenantId: principal.tenantId, accountId: organizationId, provider };
    await this.bus.request(updateOrganization, {
      ...callerOf(principal),
      organizationId,
      ifVersion,
      changes: { ...changes, entityId },
      ...(credentials === undefined
        ? {}
        : { credentials: await this.credentials.seal(place, credentials, PATH, connectionSchema) }),
    });
  }
}

const PATH = ['credentials'];

function connectionSchema({ organization, name }: Provider): z.ZodType {
  if (organization !== undefined) return organization.credentials;
  throw validationFailed([
    { field: 'provider', expected: `a provider with organisations, which ${name} is not` },
  ]);
}
