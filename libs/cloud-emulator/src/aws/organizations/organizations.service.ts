import { pagesOf, type EmulatedItem } from '../../estate/collection';
import { listPage } from '../aws-call';
import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import { inputText } from '../json-listing';
import type { AwsMemberSpec, AwsOrganizationSpec } from './organization-spec';

const LARGEST_PAGE = 20;
/** Services that belong to no region are called in this one. */
const ONLY_REGION = 'us-east-1';

/** AWS Organizations, which answers the management account alone. */
export const organizations: AwsService = {
  name: 'organizations',
  signingName: 'organizations',
  protocol: 'json',
  operations: {
    DescribeOrganization: operation('DescribeOrganization', (call) => {
      const { id } = organizationOf(call);
      const { accountId } = call.principal;
      return {
        Organization: {
          Id: id,
          Arn: `arn:aws:organizations::${accountId}:organization/${id}`,
          FeatureSet: 'ALL',
          MasterAccountId: accountId,
        },
      };
    }),
    ListRoots: operation('ListRoots', (call) => {
      const { rootId } = organizationOf(call);
      return paged(call, 'Roots', [{ Id: rootId, Name: 'Root' }]);
    }),
    ListAccounts: operation('ListAccounts', (call) =>
      paged(call, 'Accounts', organizationOf(call).accounts.map(account)),
    ),
    ListAccountsForParent: operation('ListAccountsForParent', (call) => {
      const parent = parentOf(call);
      const { accounts, rootId } = organizationOf(call);
      const within = accounts.filter(({ parentId = rootId }) => parentId === parent);
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
      const { accounts, rootId } = organizationOf(call);
      const child = accounts.find(({ id }) => id === inputText(call, 'ChildId'));
      if (!child) throw new AwsError(400, 'ChildNotFoundException', 'There is no such child.');
      const { parentId = rootId } = child;
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

function organizationOf({ account: { spec } }: AwsCall): AwsOrganizationSpec {
  if (spec.organization) return spec.organization;
  throw new AwsError(
    400,
    'AWSOrganizationsNotInUseException',
    'Your account is not a member of an organization.',
  );
}

function parentOf(call: AwsCall): string {
  const { rootId, units = [] } = organizationOf(call);
  const parent = inputText(call, 'ParentId') ?? '';
  if (parent === rootId || units.some(({ id }) => id === parent)) return parent;
  throw new AwsError(400, 'ParentNotFoundException', 'There is no such parent.');
}

function account({ id, name, state = 'ACTIVE' }: AwsMemberSpec): object {
  return { Id: id, Name: name, Email: `${id}@example.com`, State: state, JoinedMethod: 'CREATED' };
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
