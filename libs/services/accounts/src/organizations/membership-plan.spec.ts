import type { Membership, MemberSelection } from '@skyledger/contracts';
import type { OrganizationMember } from '@skyledger/provider-sdk';
import { type KnownAccount, type MembershipPlan, planMembership } from './membership-plan';

const OURS = 'our-organisation';
const EVERYTHING: MemberSelection = { include: [], exclude: [] };

const member = (id: number, state: OrganizationMember['state'] = 'active'): OrganizationMember => ({
  nativeAccountId: String(id),
  name: `member ${id}`,
  state,
  path: [],
});
const account = (
  id: number,
  membership: Membership | null = 'listed',
  organizationId: string | null = membership === null ? null : OURS,
): KnownAccount => ({
  accountId: `account ${id}`,
  nativeAccountId: String(id),
  organizationId,
  membership,
  isWithin: true,
});

/** The native ids in the plan, without what is empty. */
function plan(
  listed: OrganizationMember[],
  known: KnownAccount[],
  selection = EVERYTHING,
): Partial<Record<'add' | Membership, string[]>> {
  const made: MembershipPlan = planMembership(OURS, listed, known, selection, {
    minimum: 2,
    share: 0.5,
  });
  const all = { add: made.add, ...made.change };
  return Object.fromEntries(
    Object.entries(all)
      .map(([what, of]) => [what, of.map(({ nativeAccountId }) => nativeAccountId)] as const)
      .filter(([, ids]) => ids.length > 0),
  );
}

it('adds members that are no accounts, unless they are closed or excluded', () => {
  const selection = { include: [], exclude: [{ field: 'id', pattern: '3' } as const] };
  expect(plan([member(1), member(2, 'closed'), member(3)], [], selection)).toEqual({ add: ['1'] });
});

it('does nothing where all is as it was', () => {
  const listed = [member(1), member(2, 'closed')];
  expect(plan(listed, [account(1), account(2, 'closed')])).toEqual({});
});

it('adopts what people added, if it is to be discovered', () => {
  const listed = [member(1), member(2, 'closed')];
  expect(plan(listed, [account(1, null), account(2, null)])).toEqual({ listed: ['1'] });
});

it('leaves what belongs to another entity alone', () => {
  expect(plan([member(1)], [{ ...account(1, null), isWithin: false }])).toEqual({});
});

it('leaves members of another organisation alone', () => {
  expect(plan([member(1)], [account(1, 'listed', 'theirs')])).toEqual({});
  expect(plan([], [account(1, 'listed', 'theirs')])).toEqual({});
});

it('follows members that are closed, excluded, or back', () => {
  const selection = { include: [], exclude: [{ field: 'id', pattern: '2' } as const] };
  expect(
    plan(
      [member(1, 'closed'), member(2), member(3), member(4), member(5), member(6)],
      [
        account(1),
        account(2),
        account(3, 'closed'),
        account(4, 'gone'),
        account(5, 'missed'),
        account(6, 'excluded'),
      ],
      selection,
    ),
  ).toEqual({ closed: ['1'], excluded: ['2'], listed: ['3', '4', '5', '6'] });
});

it('believes that few members are gone', () => {
  expect(plan([member(1)], [account(1), account(2), account(3)])).toEqual({ gone: ['2', '3'] });
});

it('does not believe that many are gone, until the next listing misses them as well', () => {
  const known = [1, 2, 3, 4].map((id) => account(id));
  expect(plan([member(1)], known)).toEqual({ missed: ['2', '3', '4'] });
  const held = [account(1), account(2, 'missed'), account(3, 'missed'), account(4, 'missed')];
  expect(plan([member(1), member(4)], held)).toEqual({ gone: ['2', '3'], listed: ['4'] });
});

it('does not count those that went before', () => {
  const known = [1, 2, 3, 4, 5].map((id) => account(id, id < 3 ? 'listed' : 'gone'));
  expect(plan([member(1)], known)).toEqual({ gone: ['2'] });
});
