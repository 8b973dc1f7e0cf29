import { DescribeOrganizationCommand, ListAccountsCommand } from '@aws-sdk/client-organizations';
import { ProviderError, definePass, type Page } from '@skyledger/provider-sdk';
import { HOME_REGIONS } from '../arn';
import type { AwsClient } from '../client';
import { pageOf, pagesOf } from '../regional-listing';
import { present } from '../request-failure';
import { toMemberAccount } from './accounts.mapper';
import { askOrganizations } from './members';

const DESCRIBE = 'DescribeOrganization';
export const LIST_ACCOUNTS = 'organizations:ListAccounts';

/**
 * The accounts of an organisation, in the ledger of its management account: they are no part of any
 * other account, which has none and may not list them either.
 */
export const memberAccounts = definePass<AwsClient>({
  id: 'organizations.accounts',
  types: ['subaccount'],
  scope: 'global',
  permissions: [`organizations:${DESCRIBE}`, LIST_ACCOUNTS, 'sts:GetCallerIdentity'],
  async *collect(context): AsyncGenerator<Page> {
    const { client, signal } = context;
    if (!(await isManagementAccount(client, signal))) {
      yield { resources: [], cursor: null };
      return;
    }
    const pages = pagesOf(
      {
        service: 'organizations',
        permission: LIST_ACCOUNTS,
        async list(organizations, token, options) {
          const command = new ListAccountsCommand({ NextToken: token });
          const { Accounts, NextToken } = await organizations.send(command, options);
          return { items: Accounts, next: NextToken };
        },
      },
      { ...context, region: HOME_REGIONS[client.partition] },
    );
    for await (const { items, next } of pages) yield pageOf(items, next, toMemberAccount);
  },
});

/**
 * Whether the account is the one in charge of an organisation. Every member may ask.
 * @throws ProviderError when it may not be known
 */
export async function isManagementAccount(
  client: AwsClient,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    const inCharge = await askOrganizations(
      client,
      DESCRIBE,
      async (organizations, options) => {
        const answer = await organizations.send(new DescribeOrganizationCommand({}), options);
        return present(answer.Organization?.MasterAccountId, 'management account');
      },
      signal,
    );
    return inCharge === (await client.accountId(signal));
  } catch (error) {
    if (error instanceof ProviderError && error.fault.code === NO_ORGANIZATION) return false;
    throw error;
  }
}

/** How an account answers that is in no organisation. */
const NO_ORGANIZATION = 'AWSOrganizationsNotInUseException';
