import {
  MalformedResponseError,
  recordOf,
  textOf,
  type OrganizationMember,
  type OrganizationPart,
} from '@skyledger/provider-sdk';
import type { ArmList } from '../arm-list';
import type { ArmClient } from '../client';
import { listAll, listPages } from '../list-pages';
import type { ManagementGroup } from './scope';

const SUBSCRIPTIONS: ArmList = {
  permission: 'Microsoft.Resources/subscriptions/read',
  path: '/subscriptions',
  apiVersion: '2022-12-01',
};

const DESCENDANTS: ArmList = {
  permission: 'Microsoft.Management/managementGroups/descendants/read',
  path: '/descendants',
  apiVersion: '2020-05-01',
};

/**
 * Everything in it is stopped, and deleted in the end. In the other states it runs.
 * Source: https://learn.microsoft.com/azure/cost-management-billing/manage/subscription-states
 */
const CLOSED = new Set(['Disabled', 'Deleted']);

interface ListedSubscription {
  tenantId: string | null;
  member: OrganizationMember;
}

interface Descendant {
  id: string;
  name: string;
  displayName: string | null;
  isSubscription: boolean;
  /** The id of the management group that it is in, in small letters. */
  parentId: string;
}

/**
 * The subscriptions of a tenant that the identity may see. Those of other tenants, which are managed
 * from this one, are none of its members. Where they are is told by management groups alone.
 */
export async function* membersOfTenant(
  client: ArmClient,
  tenantId: string,
): AsyncGenerator<OrganizationMember[]> {
  for await (const { items } of listPages(client, SUBSCRIPTIONS)) {
    const own = items.map(subscriptionOf).filter((each) => each.tenantId === tenantId);
    yield own.map(({ member }) => member);
  }
}

/** The subscriptions of a management group, however far below. Only the other list tells their states. */
export async function* membersOfGroup(
  client: ArmClient,
  group: ManagementGroup,
): AsyncGenerator<OrganizationMember[]> {
  const subscriptions = await listAll(client, SUBSCRIPTIONS, '');
  const states = new Map(
    subscriptions.map((item) => {
      const { nativeAccountId, state } = subscriptionOf(item).member;
      return [nativeAccountId, state];
    }),
  );
  const descendants = (await listAll(client, DESCENDANTS, group.path)).map(descendantOf);
  const groups = new Map(
    descendants.filter((each) => !each.isSubscription).map((each) => [each.id, each]),
  );
  yield descendants
    .filter((each) => each.isSubscription)
    .map(({ id, name, displayName, parentId }) => ({
      nativeAccountId: id,
      name: displayName ?? name,
      // Whoever sees the group sees what is in it: what is not listed yet is new, and not closed.
      state: states.get(id) ?? 'active',
      path: pathTo(group, groups, parentId),
    }));
}

/** From the connected group down to the one with this id. */
function pathTo(
  { id: top, part }: ManagementGroup,
  groups: ReadonlyMap<string, Descendant>,
  id: string,
): OrganizationPart[] {
  const below: OrganizationPart[] = [];
  for (let at = id; at !== top;) {
    const group = groups.get(at);
    if (below.length > groups.size) throw new MalformedResponseError('groups are in each other');
    // It was moved here while this was looking.
    if (group === undefined) return [part, { id: at, name: null }, ...below];
    below.unshift({ id: group.name, name: group.displayName });
    at = group.parentId;
  }
  return [part, ...below];
}

function subscriptionOf(item: unknown): ListedSubscription {
  const { subscriptionId, displayName, tenantId, state } = recordOf(item);
  const id = textOf(subscriptionId)?.toLowerCase() ?? null;
  if (id === null || textOf(state) === null) {
    throw new MalformedResponseError('a subscription without an id or a state');
  }
  return {
    tenantId: textOf(tenantId)?.toLowerCase() ?? null,
    member: {
      nativeAccountId: id,
      name: textOf(displayName) ?? '',
      state: CLOSED.has(String(state)) ? 'closed' : 'active',
      path: [],
    },
  };
}

function descendantOf(item: unknown): Descendant {
  const { type, name, properties } = recordOf(item);
  const { displayName, parent } = recordOf(properties);
  const kind = textOf(type)?.toLowerCase().split('/').pop();
  const text = textOf(name);
  const parentId = textOf(recordOf(parent)['id'])?.toLowerCase().split('/').pop();
  if (text === null || parentId === undefined) {
    throw new MalformedResponseError('a descendant without a name or a parent');
  }
  if (kind !== 'subscriptions' && kind !== 'managementgroups') {
    throw new MalformedResponseError(`a descendant of the type ${String(type).slice(0, 100)}`);
  }
  return {
    id: text.toLowerCase(),
    name: text,
    displayName: textOf(displayName),
    isSubscription: kind === 'subscriptions',
    parentId,
  };
}
