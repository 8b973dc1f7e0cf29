import {
  type Account,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import type { OrganizationMember, OrganizationPart } from '@skyledger/provider-sdk';
import { HOME_REGIONS } from '../arn';
import type { AwsClient } from '../client';
import { MalformedAnswer, present } from '../request-failure';
import type { ServiceClients } from '../service-clients';

type Organizations = ServiceClients['organizations'];
type SendOptions = { abortSignal: AbortSignal };
type Path = readonly OrganizationPart[];

/** One page as AWS answers it; it may be empty while others follow. */
interface Listed<Item> {
  items: readonly Item[];
  next: string | undefined;
}

/** Where units and accounts are. */
interface Tree {
  /** By the id of a root or unit, itself included. */
  parts: ReadonlyMap<string, Path>;
  /** By the id of an account. */
  accounts: ReadonlyMap<string, Path>;
}

/** Sends one request to AWS Organizations, which is in one region of each partition alone. */
export function askOrganizations<Answer>(
  client: AwsClient,
  action: string,
  send: (organizations: Organizations, options: SendOptions) => Promise<Answer>,
  signal?: AbortSignal,
): Promise<Answer> {
  const request = {
    service: 'organizations' as const,
    region: HOME_REGIONS[client.partition],
    permission: `organizations:${action}`,
    ...(signal && { signal }),
  };
  return client.call(request, send);
}

/**
 * Every account of the organisation. Where they are is read first, from the top; that there are others,
 * which were moved meanwhile, is known from the list of all.
 */
export async function* listMembers(client: AwsClient): AsyncGenerator<OrganizationMember[]> {
  const tree = await treeOf(client);
  const pages = pagesOf(client, 'ListAccounts', async (organizations, token, options) => {
    const answer = await organizations.send(new ListAccountsCommand({ NextToken: token }), options);
    return { items: present(answer.Accounts, 'accounts'), next: answer.NextToken };
  });
  for await (const accounts of pages) {
    const members: OrganizationMember[] = [];
    for (const account of accounts) members.push(await memberOf(client, tree, account));
    yield members;
  }
}

async function memberOf(
  client: AwsClient,
  tree: Tree,
  account: Account,
): Promise<OrganizationMember> {
  const nativeAccountId = present(account.Id, 'account id');
  const state = present(account.State ?? account.Status, 'account state');
  return {
    nativeAccountId,
    name: account.Name ?? '',
    state: state === 'ACTIVE' ? 'active' : 'closed',
    path: tree.accounts.get(nativeAccountId) ?? (await pathNow(client, tree, nativeAccountId)),
  };
}

async function pathNow(client: AwsClient, { parts }: Tree, accountId: string): Promise<Path> {
  const parentId = await askOrganizations(client, 'ListParents', async (organizations, options) => {
    const command = new ListParentsCommand({ ChildId: accountId });
    const { Parents } = await organizations.send(command, options);
    return present(Parents?.[0]?.Id, 'parent');
  });
  return parts.get(parentId) ?? [{ id: parentId, name: null }];
}

async function treeOf(client: AwsClient): Promise<Tree> {
  const parts = new Map<string, Path>();
  const accounts = new Map<string, Path>();
  const roots = pagesOf(client, 'ListRoots', async (organizations, token, options) => {
    const answer = await organizations.send(new ListRootsCommand({ NextToken: token }), options);
    return { items: present(answer.Roots, 'roots'), next: answer.NextToken };
  });
  const open: Path[] = [];
  for await (const page of roots) open.push(...page.map((root) => [partOf(root)]));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const parentId = path.at(-1)?.id ?? '';
    parts.set(parentId, path);
    for (const id of await accountsIn(client, parentId)) accounts.set(id, path);
    for (const unit of await unitsIn(client, parentId)) open.push([...path, unit]);
  }
  return { parts, accounts };
}

async function accountsIn(client: AwsClient, ParentId: string): Promise<string[]> {
  const pages = pagesOf(client, 'ListAccountsForParent', async (organizations, token, options) => {
    const command = new ListAccountsForParentCommand({ ParentId, NextToken: token });
    const answer = await organizations.send(command, options);
    return { items: present(answer.Accounts, 'accounts'), next: answer.NextToken };
  });
  const ids: string[] = [];
  for await (const page of pages) ids.push(...page.map(({ Id }) => present(Id, 'account id')));
  return ids;
}

async function unitsIn(client: AwsClient, ParentId: string): Promise<OrganizationPart[]> {
  const pages = pagesOf(
    client,
    'ListOrganizationalUnitsForParent',
    async (organizations, token, options) => {
      const command = new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken: token });
      const answer = await organizations.send(command, options);
      return { items: present(answer.OrganizationalUnits, 'units'), next: answer.NextToken };
    },
  );
  const units: OrganizationPart[] = [];
  for await (const page of pages) units.push(...page.map(partOf));
  return units;
}

/** @throws MalformedAnswer when the listing goes round in a circle */
async function* pagesOf<Item>(
  client: AwsClient,
  action: string,
  list: (
    organizations: Organizations,
    token: string | undefined,
    options: SendOptions,
  ) => Promise<Listed<Item>>,
): AsyncGenerator<readonly Item[]> {
  const seen = new Set<string>();
  for (let token: string | undefined; ;) {
    const at = token;
    const { items, next } = await askOrganizations(client, action, (organizations, options) =>
      list(organizations, at, options),
    );
    yield items;
    if (next === undefined) return;
    if (seen.has(next)) throw new MalformedAnswer(`${action} gave the same token twice`);
    seen.add(next);
    token = next;
  }
}

function partOf({ Id, Name }: { Id?: string; Name?: string }): OrganizationPart {
  return { id: present(Id, 'id'), name: Name ?? null };
}
