import { Injectable } from '@nestjs/common';
import { AuditLog, differences } from '@skyledger/audit';
import { type Membership, systemActor, validationRequested } from '@skyledger/contracts';
import { type Tx, uuidv7 } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import type { OrganizationMember } from '@skyledger/provider-sdk';
import { AccountRepository } from '../account.repository';
import { AccountsService } from '../accounts.service';
import { CredentialsRepository } from '../credentials.repository';
import {
  OrganizationConnectionService,
  type OpenedConnection,
} from './organization-connection.service';
import { OrganizationMemberRepository } from './organization-member.repository';
import type { StoredOrganization } from './organization.repository';

const ACTOR = systemActor('organisation sync');
const LONGEST_NAME = 200;

const REASONS: Readonly<Record<Exclude<Membership, 'listed' | 'missed'>, string>> = {
  gone: 'The organisation does not list this account any more. It becomes active when it does again.',
  closed: 'The account is closed in its organisation. It becomes active when it is opened again.',
  excluded: 'The patterns of its organisation leave this account out.',
};

/** Makes accounts of members, and suspends and resumes them. */
@Injectable()
export class OrganizationMembersService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly service: AccountsService,
    private readonly credentials: CredentialsRepository,
    private readonly members: OrganizationMemberRepository,
    private readonly connections: OrganizationConnectionService,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Makes accounts of members, with their first runs. Whether their credentials are good is asked for:
   * until it is known they are `pending`.
   * @returns how many were not there before
   */
  async add(
    tx: Tx,
    tenantId: string,
    organization: StoredOrganization,
    opened: OpenedConnection,
    members: readonly OrganizationMember[],
  ): Promise<number> {
    const ids: string[] = [];
    for (const member of members) {
      const id = uuidv7();
      const { provider, organizationId, createdBy } = organization;
      const name = nameOf(member);
      const inserted = await this.accounts.insertAccount(tx, {
        ...organization,
        resourceTypes: null,
        id,
        tenantId,
        name,
        status: 'pending',
        nativeAccountId: member.nativeAccountId,
        missingPermissions: [],
        identityChain: null,
        isDemo: false,
        createdBy,
        organizationId,
      });
      if (!inserted) continue;
      const made = this.connections.memberCredentials(opened, member, id);
      const owner = { tenantId, id };
      await this.credentials.insert(tx, owner, { ...made, facts: undefined }, true);
      await this.service.startFirstRun(tx, { tenantId, accountId: id, actor: ACTOR.name });
      const about = {
        provider,
        native_account_id: member.nativeAccountId,
        organization_id: organizationId,
      };
      await this.audit.record(tx, ACTOR, {
        action: 'account.created',
        target: { kind: 'account', id, name },
        changes: differences({}, about),
      });
      ids.push(id);
    }
    await this.askForValidation(tx, tenantId, ids);
    return ids.length;
  }

  async suspend(
    tx: Tx,
    accountIds: readonly string[],
    membership: Exclude<Membership, 'listed' | 'missed'>,
  ): Promise<void> {
    const reason = REASONS[membership];
    for (const { accountId, name } of await this.members.suspend(tx, accountIds, reason)) {
      const target = { kind: 'account' as const, id: accountId, name };
      await this.audit.record(tx, ACTOR, { action: 'account.suspended', target, reason });
    }
  }

  async resume(tx: Tx, tenantId: string, accountIds: readonly string[]): Promise<void> {
    const resumed = await this.members.resume(tx, accountIds);
    for (const { accountId, name } of resumed) {
      const target = { kind: 'account' as const, id: accountId, name };
      await this.audit.record(tx, ACTOR, { action: 'account.resumed', target });
    }
    const ids = resumed.map(({ accountId }) => accountId);
    await this.askForValidation(tx, tenantId, ids);
  }

  /** Gives members other credentials where those of the organisation have changed. */
  async followCredentials(
    tx: Tx,
    tenantId: string,
    organizationId: string,
    opened: OpenedConnection,
  ): Promise<void> {
    const replaced: string[] = [];
    for (const member of await this.members.following(tx, organizationId)) {
      const { accountId, fingerprint } = member;
      if (this.connections.memberFingerprints(opened, member).includes(fingerprint)) continue;
      const made = this.connections.memberCredentials(opened, member, accountId);
      await this.credentials.replace(tx, accountId, { ...made, facts: undefined }, true);
      replaced.push(accountId);
    }
    await this.askForValidation(tx, tenantId, replaced);
  }

  private async askForValidation(
    tx: Tx,
    tenantId: string,
    accountIds: readonly string[],
  ): Promise<void> {
    // Later than anything that is stored, so that no earlier validation will do.
    const unlessSince = new Date(Date.now() + 1000).toISOString();
    await this.outbox.add(
      tx,
      accountIds.map((accountId) =>
        event(validationRequested, tenantId, { tenantId, accountId, unlessSince }),
      ),
    );
  }
}

function nameOf({ name, nativeAccountId }: OrganizationMember): string {
  const line = name
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .toWellFormed();
  return line === '' ? nativeAccountId : line;
}
