import { pagesOf, type EmulatedItem } from '../../estate/collection';
import { listPage } from '../aws-call';
import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import { epochSeconds, inputText } from '../json-listing';
import type { OrganizationsAccount } from './member-account.item';
import type { AwsOrganizationSpec } from './organization-spec';

const LARGEST_PAGE = 20;
/** Services that belong to no region are called in this one. */
const ONLY_REGION = 'us-east-1';

/** AWS Organizations. To a member, it tells its organisation and nothing else. */
export const organizations: AwsService = {
  name: 'organizations',
  signingName: 'organizations',
  protocol: 'json',
  operations: {
    DescribeOrganization: operation('DescribeOrganization', (call) => {
      const { accountId, organization } = membershipOf(call) ?? notInUse();
      return {
        Organization: {
          Id: organization.id,
          Arn: `arn:aws:organizations::${accountId}:organization/${organization.id}`,
          FeatureSet: 'ALL',
          MasterAccountId: accountId,
          MasterAccountArn: `arn:aws:organizations::${accountId}:account/${organization.id}/${accountId}`,
        },
      };
    }),
    ListRoots: operation('ListRoots', (call) => {
      const { rootId } = organizationOf(call);
      return paged(call, 'Roots', [{ Id: rootId, Name: 'Root' }]);
    }),
    ListAccounts: operation('ListAccounts', (call) =>
      paged(call, 'Accounts', accountsOf(call).map(account)),
    ),
    ListAccountsForParent: operation('ListAccountsForParent', (call) => {
      const parent = parentOf(call);
      const within = accountsOf(call).filter(({ parentId }) => parentId === parent);
      return paged(call, 'Accounts', within.map(account));
    }),
    ListOrganizationalUnitsForParent: operation('ListOrganizationalUnitsForParent', (call) => {
      const parent = parentOf(call);
      const { units = [], rootId } = organizationOf(call);
      const within = units.filter(({ parentId = rootId }) => parentId === parent);
      return paged(
        call,
        'OrganizationalUnits',
        within.map(({ id, name }) => ({ Id: id, Name: name })),
      );
    }),
    ListParents: operation('ListParents', (call) => {
      const { rootId } = organizationOf(call);
      const child = accountsOf(call).find(({ id }) => id === inputText(call, 'ChildId'));
      if (!child) throw new AwsError(400, 'ChildNotFoundException', 'There is no such child.');
      const { parentId } = child;
      const Type = parentId === rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
      return { Parents: [{ Id: parentId, Type }] };
    }),
  },
};

function operation(action: string, answer: (call: AwsCall) => unknown): AwsOperation {
  return {
    permission: `organizations:${action}`,
    global: true,
    run: (call) => {
      if (call.region !== ONLY_REGION) {
        throw new AwsError(400, 'InvalidSignatureException', `Called in ${call.region}.`);
      }
      return JSON.stringify(answer(call));
    },
  };
}

interface Membership {
  /** The account in charge. */
  readonly accountId: string;
  readonly organization: AwsOrganizationSpec;
}

/** The organisation that the caller's account is in charge of or a member of; null without one. */
function membershipOf({ account, estate }: AwsCall): Membership | null {
  const { accountId: caller } = account.spec;
  for (const { spec } of [account, ...estate.aws.values()]) {
    const { accountId, organization } = spec;
    const isIn = accountId === caller || organization?.accounts.some(({ id }) => id === caller);
    if (organization && isIn) return { accountId, organization };
  }
  return null;
}

/** The organisation that the caller's account is in charge of. */
function organizationOf(call: AwsCall): AwsOrganizationSpec {
  const { accountId, organization } = membershipOf(call) ?? notInUse();
  if (accountId === call.account.spec.accountId) return organization;
  throw new AwsError(
    400,
    'AccessDeniedException',
    "You don't have permissions to access this resource.",
  );
}

function notInUse(): never {
  throw new AwsError(
    400,
    'AWSOrganizationsNotInUseException',
    'Your account is not a member of an organization.',
  );
}

/** The list of the spec as it is now, with what was changed in its accounts. */
function accountsOf(call: AwsCall): OrganizationsAccount[] {
  return organizationOf(call).accounts.map((_, index) => call.account.members.item(index));
}

function parentOf(call: AwsCall): string {
  const { rootId, units = [] } = organizationOf(call);
  const parent = inputText(call, 'ParentId') ?? '';
  if (parent === rootId || units.some(({ id }) => id === parent)) return parent;
  throw new AwsError(400, 'ParentNotFoundException', 'There is no such parent.');
}

function account({ id, arn, name, state, path, joined }: OrganizationsAccount): object {
  return {
    Id: id,
    Arn: arn,
    Name: name,
    Email: `${id}@example.com`,
    State: state,
    Paths: [path],
    JoinedMethod: 'CREATED',
    JoinedTimestamp: epochSeconds(joined),
  };
}

function paged(call: AwsCall, field: string, all: readonly object[]): object {
  const { pageSize = LARGEST_PAGE } = organizationOf(call);
  const items = all.map((entry, index): EmulatedItem & { entry: object } => ({
    id: String(index),
    name: '',
    region: null,
    entry,
  }));
  const page = listPage(
    call,
    pagesOf(items),
    inputText(call, 'NextToken'),
    Math.min(pageSize, LARGEST_PAGE),
    () => new AwsError(400, 'InvalidInputException', 'The next token is not valid.'),
  );
  return {
    [field]: page.items.map(({ entry }) => entry),
    ...(page.token !== null && { NextToken: page.token }),
  };
}
