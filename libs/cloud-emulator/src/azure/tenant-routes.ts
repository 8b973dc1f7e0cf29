import { RestRefusal } from '../cloud/rest-api';
import type { RestCall, RestRoute } from '../cloud/rest-route';
import { pagesOf } from '../estate/collection';
import { listPage, pageOf, wholeList } from './arm-paging';
import type { AzureAccount } from './azure-account';
import type {
  AzureGroupSpec,
  AzureMemberSpec,
  AzureOrganizationSpec,
} from './azure-organization-spec';
import { subscriptionJson } from './subscription-json';
import { versioned } from './versioned';

type Call = RestCall<AzureAccount>;

const GROUPS = '/providers/Microsoft.Management/managementGroups';

/** What belongs to no subscription: the tenant, its management groups, its subscriptions as such. */
export const TENANT_ROUTES: readonly RestRoute<AzureAccount>[] = [
  {
    path: '/tenants',
    service: 'resources',
    answer: versioned(({ account }) => {
      const { displayName } = organizationOf(account);
      const { tenantId } = account.spec;
      const id = `/tenants/${tenantId}`;
      return wholeList([{ id, tenantId, displayName, tenantCategory: 'Home', tenantType: 'AAD' }]);
    }),
  },
  {
    path: '/subscriptions',
    service: 'resources',
    page: pageOf,
    answer: versioned((call) => {
      const { tenantId } = call.account.spec;
      const members = organizationOf(call.account).subscriptions.map(placeless);
      return listPage(call, pagesOf(members), (member) =>
        subscriptionJson({ tenantId, ...member, subscriptionId: member.id }),
      );
    }),
  },
  {
    path: `${GROUPS}/:group`,
    service: 'managementgroups',
    answer: versioned((call) => {
      const { id, name } = groupOf(call);
      const { tenantId } = call.account.spec;
      return {
        body: {
          id: `${GROUPS}/${id}`,
          type: 'Microsoft.Management/managementGroups',
          name: id,
          properties: { tenantId, displayName: name },
        },
      };
    }),
  },
  {
    path: `${GROUPS}/:group/descendants`,
    service: 'managementgroups',
    page: pageOf,
    answer: versioned((call) => {
      const { groups, subscriptions } = below(call.account, groupOf(call).id);
      const items = [
        ...groups.map((group) => ({ ...placeless(group), isGroup: true })),
        ...subscriptions.map((member) => ({ ...placeless(member), isGroup: false })),
      ];
      return listPage(call, pagesOf(items), ({ id, name, parentId, isGroup }) => ({
        id: isGroup ? `${GROUPS}/${id}` : `/subscriptions/${id}`,
        type: isGroup ? 'Microsoft.Management/managementGroups' : '/subscriptions',
        name: id,
        properties: { displayName: name, parent: { id: `${GROUPS}/${parentId}` } },
      }));
    }),
  },
];

/** Without one, an application sees nothing but the subscription that it is of. */
function organizationOf({ spec, account }: AzureAccount): AzureOrganizationSpec {
  const itself = { id: spec.subscriptionId, name: account };
  return spec.organization ?? { displayName: account, subscriptions: [itself] };
}

/** @throws RestRefusal in the words for a group that is not there as well as for one that is hidden */
function groupOf({ account, params }: Call): { id: string; name: string } {
  const { displayName, groups = [] } = organizationOf(account);
  const all = [{ id: account.spec.tenantId, name: displayName }, ...groups];
  const wanted = params['group']?.toLowerCase();
  const group = all.find(({ id }) => id.toLowerCase() === wanted);
  if (!group) throw new RestRefusal({ kind: 'forbidden' });
  return group;
}

interface Below {
  groups: (AzureGroupSpec & { parentId: string })[];
  subscriptions: (AzureMemberSpec & { parentId: string })[];
}

/** What is in a group, however far down. */
function below(account: AzureAccount, top: string): Below {
  const root = account.spec.tenantId;
  const { groups = [], subscriptions } = organizationOf(account);
  const inside = new Set([top]);
  const found: Below['groups'] = [];
  for (let before = -1; before < found.length;) {
    before = found.length;
    for (const group of groups) {
      const { id, parentId = root } = group;
      if (inside.has(id) || !inside.has(parentId)) continue;
      inside.add(id);
      found.push({ ...group, parentId });
    }
  }
  const members = subscriptions
    .filter(({ tenantId = root }) => tenantId === root)
    .map((member) => ({ ...member, parentId: member.groupId ?? root }));
  return { groups: found, subscriptions: members.filter(({ parentId }) => inside.has(parentId)) };
}

function placeless<T extends { readonly id: string; readonly name: string }>(
  entry: T,
): T & { readonly region: null } {
  return { ...entry, region: null };
}
