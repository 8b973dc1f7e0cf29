import type { Membership, MemberSelection } from '@skyledger/contracts';
import type { OrganizationMember } from '@skyledger/provider-sdk';
import { isSelected } from './member-selection';

/** An account of the ledger that may be a member. */
export interface KnownAccount {
  accountId: string;
  nativeAccountId: string;
  organizationId: string | null;
  membership: Membership | null;
  /** It belongs where the organisation does, or below: else somebody else decides about it. */
  isWithin: boolean;
}

/** From when on so many missing members are not believed. */
export interface AbsenceGuard {
  /** So many may always be missing. */
  minimum: number;
  /** Share of the members that may be missing beyond that. */
  share: number;
}

/** What has to be done to bring accounts in step. */
export interface MembershipPlan {
  /** Members that are no accounts yet. */
  add: OrganizationMember[];
  /** Accounts whose membership changes, by what it becomes. */
  change: Record<Membership, KnownAccount[]>;
}

/** In these the account is discovered like any other. */
export const RUNNING: ReadonlySet<Membership> = new Set(['listed', 'missed']);

/**
 * Compares a complete listing with the accounts. Accounts that people added are adopted when they are
 * members that are to be discovered and belong to the organisation's entity; those of another organisation
 * are left alone. Of members that were
 * not listed it is believed that they are gone, unless that are too many at once: then each of them is
 * `missed`, and gone when the next listing misses it as well.
 */
export function planMembership(
  organizationId: string,
  listed: readonly OrganizationMember[],
  known: readonly KnownAccount[],
  selection: MemberSelection,
  guard: AbsenceGuard,
): MembershipPlan {
  const plan: MembershipPlan = {
    add: [],
    change: { listed: [], missed: [], gone: [], closed: [], excluded: [] },
  };
  const accounts = new Map(known.map((account) => [account.nativeAccountId, account]));
  for (const member of listed) {
    const account = accounts.get(member.nativeAccountId);
    const membership = membershipOf(member, selection);
    if (account === undefined) {
      if (membership === 'listed') plan.add.push(member);
    } else if (account.organizationId === null) {
      if (membership === 'listed' && account.isWithin) plan.change.listed.push(account);
    } else if (account.organizationId === organizationId && account.membership !== membership) {
      plan.change[membership].push(account);
    }
  }
  planAbsence(plan, organizationId, listed, known, guard);
  return plan;
}

function planAbsence(
  { change }: MembershipPlan,
  organizationId: string,
  listed: readonly OrganizationMember[],
  known: readonly KnownAccount[],
  { minimum, share }: AbsenceGuard,
): void {
  const present = new Set(listed.map(({ nativeAccountId }) => nativeAccountId));
  const running = known.filter(
    ({ organizationId: of, membership }) =>
      of === organizationId && membership !== null && RUNNING.has(membership),
  );
  const absent = running.filter(({ nativeAccountId }) => !present.has(nativeAccountId));
  const fresh = absent.filter(({ membership }) => membership === 'listed');
  const tooMany = fresh.length > minimum && fresh.length > share * running.length;
  change.gone.push(...absent.filter(({ membership }) => membership === 'missed'));
  change[tooMany ? 'missed' : 'gone'].push(...fresh);
}

function membershipOf(member: OrganizationMember, selection: MemberSelection): Membership {
  if (member.state === 'closed') return 'closed';
  return isSelected(selection, member) ? 'listed' : 'excluded';
}
