import { Injectable, Logger } from '@nestjs/common';
import { AuditLog, differences } from '@skyledger/audit';
import {
  type AuditAction,
  type createOrganization,
  organizationSyncRequested,
  type syncOrganization,
  systemActor,
  type updateOrganization,
} from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import type { OrganizationIdentity } from '@skyledger/provider-sdk';
import type { z } from 'zod';
import { entityNotFound, providerNotReached, validationFailed } from '../account-problems';
import { AccountRepository } from '../account.repository';
import { CredentialsRefused } from '../credentials-refused.error';
import { sealedSecret } from '../sealed-secret';
import { ExternalIdService } from '../trust/external-id.service';
import {
  OrganizationConnectionService,
  type OpenedConnection,
} from './organization-connection.service';
import { OrganizationMemberRepository } from './organization-member.repository';
import {
  organizationChanged,
  organizationExists,
  organizationMismatch,
  organizationNotFound,
} from './organization-problems';
import { OrganizationRepository, type StoredOrganization } from './organization.repository';

export type CreateOrganizationRequest = z.infer<typeof createOrganization.request>;
export type CreateOrganizationResponse = z.infer<typeof createOrganization.response>;
export type UpdateOrganizationRequest = z.infer<typeof updateOrganization.request>;
export type OrganizationRequest = z.infer<typeof syncOrganization.request>;

/** Connects organisations, changes and forgets them, and asks for syncs. */
@Injectable()
export class OrganizationsService {
  private readonly logger = new Logger(OrganizationsService.name);

  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationRepository,
    private readonly members: OrganizationMemberRepository,
    private readonly accounts: AccountRepository,
    private readonly connections: OrganizationConnectionService,
    private readonly externalIds: ExternalIdService,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Asks the provider, stores, and asks for the first sync. The same id again answers the same.
   * @throws ProblemError `validation-failed` 422, `external-id-not-minted` 422,
   *   `organization-exists` 409; then nothing was stored
   */
  async create(request: CreateOrganizationRequest): Promise<CreateOrganizationResponse> {
    const { tenantId, organizationId, provider, actor: createdBy } = request;
    const opened = await this.open(request, request);
    const { nativeId } = await this.identify(opened);
    await this.database.withTenant(tenantId, async (tx) => {
      await this.holdEntity(tx, request.entityId);
      const organization = { ...request, nativeId, createdBy };
      if (!(await this.organizations.insert(tx, organization, opened.described))) {
        const existing = await this.organizations.idOfNative(tx, provider, nativeId);
        // An earlier delivery of this request may have been faster.
        if (existing === organizationId) return;
        throw organizationExists(existing ?? organizationId);
      }
      await this.externalIds.bind(tx, opened.claim);
      const changes = differences({}, { provider, native_id: nativeId });
      await this.record(tx, request, 'organisation.created', request.name, { changes });
      await this.askForSync(tx, request);
    });
    this.logger.log(`organisation ${organizationId} of ${provider} was connected`);
    return { organizationId, nativeId };
  }

  /**
   * @throws ProblemError `not-found` 404, `version-mismatch` 412, `validation-failed` 422,
   *   `external-id-not-minted` 422, `organization-mismatch` 409; then nothing was changed
   */
  async update(request: UpdateOrganizationRequest): Promise<{ version: string }> {
    const { tenantId, organizationId, changes } = request;
    const before = await this.database.withTenant(tenantId, (tx) => this.expected(tx, request));
    const opened = await this.replacement(request, before);
    return this.database.withTenant(tenantId, async (tx) => {
      const now = await this.expected(tx, request, { lock: true });
      await this.holdEntity(tx, changes.entityId);
      const described = opened?.described ?? null;
      const version = await this.organizations.update(tx, organizationId, changes, described);
      if (opened !== null) await this.externalIds.bind(tx, opened.claim);
      const replaced = described && { fingerprint: { from: null, to: described.fingerprint } };
      await this.record(tx, request, 'organisation.updated', changes.name ?? now.name, {
        changes: { ...differences(now, changes), ...replaced },
      });
      await this.askForSync(tx, request);
      return { version };
    });
  }

  /** @throws ProblemError `not-found` 404 */
  async requestSync(request: OrganizationRequest): Promise<{ requested: true }> {
    const { tenantId, organizationId } = request;
    await this.database.withTenant(tenantId, async (tx) => {
      const organization = await this.organizations.find(tx, organizationId);
      if (organization === null) throw organizationNotFound();
      await this.askForSync(tx, request);
    });
    return { requested: true };
  }

  /** @throws ProblemError `not-found` 404 */
  async delete(request: OrganizationRequest): Promise<{ deleted: true }> {
    const { tenantId, organizationId } = request;
    const released = await this.database.withTenant(tenantId, async (tx) => {
      const organization = await this.organizations.find(tx, organizationId, { lock: true });
      if (organization === null) throw organizationNotFound();
      const count = await this.members.release(tx, organizationId);
      await this.organizations.delete(tx, organizationId);
      await this.record(tx, request, 'organisation.deleted', organization.name, {
        changes: { members: { from: count, to: 0 } },
      });
      return count;
    });
    this.logger.log(`organisation ${organizationId} was forgotten; ${released} accounts stay`);
    return { deleted: true };
  }

  private async expected(
    tx: Tx,
    { organizationId, ifVersion }: UpdateOrganizationRequest,
    options: { lock?: boolean } = {},
  ): Promise<StoredOrganization> {
    const organization = await this.organizations.find(tx, organizationId, options);
    if (organization === null) throw organizationNotFound();
    const expected = ifVersion === null || ifVersion.includes(organization.version);
    if (!expected) throw organizationChanged(organization.version);
    return organization;
  }

  /** Credentials that are to take the place of the old ones, which the provider accepted. */
  private async replacement(
    request: UpdateOrganizationRequest,
    before: StoredOrganization,
  ): Promise<OpenedConnection | null> {
    const { tenantId, credentials } = request;
    if (credentials === undefined) return null;
    const { provider } = before;
    const old = await this.connections.open({ ...before, tenantId });
    const opened = await this.open(request, { provider, credentials }, old);
    const { nativeId } = await this.identify(opened);
    if (nativeId !== before.nativeId) throw organizationMismatch(before.nativeId, nativeId);
    return opened;
  }

  private async open(
    { tenantId, organizationId }: OrganizationRequest,
    given: Pick<CreateOrganizationRequest, 'provider' | 'credentials'>,
    before: OpenedConnection | null = null,
  ): Promise<OpenedConnection> {
    const credentials = sealedSecret(given.credentials);
    const { provider } = given;
    const opened = await this.connections.open({ tenantId, organizationId, provider, credentials });
    await this.externalIds.mustBeOurs(tenantId, opened.claim, before?.claim);
    return opened;
  }

  private async identify(opened: OpenedConnection): Promise<OrganizationIdentity> {
    try {
      return await this.connections.identify(opened);
    } catch (error) {
      if (!(error instanceof CredentialsRefused)) throw error;
      const { provider, fault, missingPermissions } = error;
      if (!error.conclusive) throw providerNotReached(provider, fault);
      throw validationFailed(provider, fault, missingPermissions);
    }
  }

  private async holdEntity(tx: Tx, entityId: string | undefined): Promise<void> {
    if (entityId !== undefined && !(await this.accounts.holdEntity(tx, entityId))) {
      throw entityNotFound();
    }
  }

  private async askForSync(
    tx: Tx,
    { tenantId, organizationId }: OrganizationRequest,
  ): Promise<void> {
    const unlessSince = await this.organizations.now(tx);
    const payload = { tenantId, organizationId, unlessSince };
    await this.outbox.add(tx, [event(organizationSyncRequested, tenantId, payload)]);
  }

  private async record(
    tx: Tx,
    { organizationId, actor, by = systemActor(actor) }: OrganizationRequest,
    action: AuditAction,
    name: string,
    { changes }: { changes: ReturnType<typeof differences> },
  ): Promise<void> {
    const target = { kind: 'organisation' as const, id: organizationId, name };
    await this.audit.record(tx, by, { action, target, changes });
  }
}
