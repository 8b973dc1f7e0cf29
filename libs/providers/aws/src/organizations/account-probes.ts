import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { ProviderError } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { unlessUntold } from '../permission-probe';
import { isManagementAccount } from './accounts.pass';
import { askOrganizations } from './members';

/** Tries each permission of AWS Organizations that the account can have: a member may list nothing. */
export async function deniedOfOrganization(client: AwsClient): Promise<string[]> {
  try {
    await unlessUntold(async () => {
      if (!(await isManagementAccount(client))) return;
      await askOrganizations(client, 'ListAccounts', (organizations, options) =>
        organizations.send(new ListAccountsCommand({ MaxResults: 1 }), options),
      );
    });
    return [];
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'denied') return [error.operation];
    throw error;
  }
}
