import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@skyledger/audit';
import { SKYLEDGER_CONFIG, type SkyledgerConfig } from '@skyledger/config';
import {
  type Membership,
  type OrganizationSyncRequested,
  ProblemError,
  systemActor,
} from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import type { OrganizationMember } from '@skyledger/provider-sdk';
import { explain } from '../account-problems';
import { CredentialsRefused } from '../credentials-refused.error';
import { type MembershipPlan, planMembership, RUNNING } from './membership-plan';
import {
  OrganizationConnectionService,
  type OpenedConnection,
} from './organization-connection.service';
import { OrganizationMemberRepository } from './organization-member.repository';
import { OrganizationMembersService } from './organization-members.service';
import { type BegunSync, OrganizationRepository } from './organization.repository';

/** New accounts that become true together. */
const ADDED_AT_ONCE = 50;
const ACTOR = systemActor('organisation sync');
const MEMBERSHIPS: readonly Membership[] = ['listed', 'missed', 'gone', 'closed', 'excluded'];

/** A newer sync has begun, or the organisation is gone: this one may not write any more. */
class Overtaken extends Error {}

/** Keeps the accounts of an organisation in step with what the provider lists. */
@Injectable()
export class OrganizationSyncService {
  private readonly logger = new Logger(OrganizationSyncService.name);

  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationRepository,
    private readonly memberRows: OrganizationMemberRepository,
    private readonly members: OrganizationMembersService,
    private readonly connections: OrganizationConnectionService,
    private readonly audit: AuditLog,
    @Inject(SKYLEDGER_CONFIG) private readonly config: SkyledgerConfig,
  ) {}

  /**
   * Lists all members, then adds, suspends and resumes accounts. A listing that did not come to its end
   * changes nothing but what is said of the organisation. May be called as often as one likes, also at
   * once: of several only the one that began last writes.
   */
  async sync({ tenantId, organizationId, unlessSince }: OrganizationSyncRequested): Promise<void> {
    const begun = await this.database.withTenant(tenantId, (tx) =>
      this.organizations.beginSync(tx, organizationId, unlessSince),
    );
    if (begun === null) return;
    try {
      const listing = await this.list(tenantId, begun);
      if (typeof listing === 'string') await this.endWithout(tenantId, begun, listing);
      else await this.follow(tenantId, begun, listing.opened, listing.members);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      this.logger.log(`sync ${begun.number} of organisation ${organizationId} was overtaken`);
    }
  }

  /** @returns the reason in words when the listing is not to be believed */
  private async list(
    tenantId: string,
    { organization }: BegunSync,
  ): Promise<{ opened: OpenedConnection; members: OrganizationMember[] } | string> {
    try {
      const opened = await this.connections.open({ ...organization, tenantId });
      const members = await this.connections.members(opened);
      if (members.length > 0) return { opened, members };
      return 'The provider listed no members at all: check what the credentials may see.';
    } catch (error) {
      if (error instanceof CredentialsRefused) return explain(error.fault);
      if (error instanceof ProblemError) return error.message;
      throw error;
    }
  }

  private async endWithout(tenantId: string, begun: BegunSync, reason: string): Promise<void> {
    await this.holding(tenantId, begun, (tx) =>
      this.organizations.endSync(tx, begun, { status: 'failed', reason, complete: false }),
    );
    this.logger.warn(`organisation ${begun.organization.organizationId} was not listed: ${reason}`);
  }

  private async follow(
    tenantId: string,
    begun: BegunSync,
    opened: OpenedConnection,
    listed: readonly OrganizationMember[],
  ): Promise<void> {
    const { organization } = begun;
    const { organizationId } = organization;
    const nativeIds = listed.map(({ nativeAccountId }) => nativeAccountId);
    const known = await this.database.withTenant(tenantId, (tx) =>
      this.memberRows.known(tx, organization, nativeIds),
    );
    const { retireGuardMinimum: minimum, retireGuardShare: share } = this.config;
    const guard = { minimum, share };
    const plan = planMembership(organizationId, listed, known, organization, guard);
    let added = 0;
    for (let start = 0; start < plan.add.length; start += ADDED_AT_ONCE) {
      const part = plan.add.slice(start, start + ADDED_AT_ONCE);
      added += await this.holding(tenantId, begun, (tx) =>
        this.members.add(tx, tenantId, organization, opened, part),
      );
    }
    await this.holding(tenantId, begun, async (tx) => {
      await this.change(tx, tenantId, organizationId, plan);
      await this.members.followCredentials(tx, tenantId, organizationId, opened);
      await this.organizations.endSync(tx, begun, { ...statusAfter(plan), complete: true });
      await this.record(tx, begun, plan, added);
    });
    this.logger.log(`organisation ${organizationId} was synchronised: ${listed.length} members`);
  }

  private async change(
    tx: Tx,
    tenantId: string,
    organizationId: string,
    { change }: MembershipPlan,
  ): Promise<void> {
    for (const membership of MEMBERSHIPS) {
      const accounts = change[membership];
      if (accounts.length === 0) continue;
      const ids = (which: typeof accounts): string[] => which.map(({ accountId }) => accountId);
      await this.memberRows.setMembership(tx, organizationId, ids(accounts), membership);
      const ran = accounts.filter((one) => one.membership === null || RUNNING.has(one.membership));
      if (membership === 'listed') {
        const stopped = accounts.filter((account) => !ran.includes(account));
        await this.members.resume(tx, tenantId, ids(stopped));
      } else if (membership !== 'missed') {
        await this.members.suspend(tx, ids(ran), membership);
      }
    }
  }

  private async record(
    tx: Tx,
    { organization: { organizationId, name } }: BegunSync,
    { change }: MembershipPlan,
    added: number,
  ): Promise<void> {
    const counts = { added, ...mapped(change, (accounts) => accounts.length) };
    const told = Object.entries(counts).filter(([, count]) => count > 0);
    if (told.length === 0) return;
    await this.audit.record(tx, ACTOR, {
      action: 'organisation.synchronised',
      target: { kind: 'organisation', id: organizationId, name },
      changes: Object.fromEntries(told.map(([what, count]) => [what, { from: null, to: count }])),
    });
  }

  /** @throws Overtaken */
  private holding<Result>(
    tenantId: string,
    begun: BegunSync,
    work: (tx: Tx) => Promise<Result>,
  ): Promise<Result> {
    return this.database.withTenant(tenantId, async (tx) => {
      if (!(await this.organizations.holdSync(tx, begun))) throw new Overtaken();
      return work(tx);
    });
  }
}

function statusAfter({ change }: MembershipPlan): {
  status: 'active' | 'suspect';
  reason: string | null;
} {
  const missed = change.missed.length;
  if (missed === 0) return { status: 'active', reason: null };
  const reason = `${missed} members were not listed, too many to believe it: none of them was suspended. Check what the credentials may see; the next sync suspends them if it misses them too.`;
  return { status: 'suspect', reason };
}

function mapped<Key extends string, From, To>(
  record: Record<Key, From>,
  to: (value: From) => To,
): Record<Key, To> {
  const entries = Object.entries<From>(record).map(([key, value]) => [key, to(value)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}
