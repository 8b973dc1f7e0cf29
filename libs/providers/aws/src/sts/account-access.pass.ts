import { definePass, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { toAccountAccess } from './account-access.mapper';

/**
 * How the account lets us in: yields the role when an identity of ours assumes it, and nothing with
 * keys. The role is tried without its external id, once a run.
 */
export const accountAccess = definePass<AwsClient>({
  id: 'sts.account-access',
  types: ['account_settings'],
  scope: 'global',
  permissions: ['sts:GetCallerIdentity'],
  async *collect({ client, signal }): AsyncGenerator<Page> {
    const { roleArn } = client;
    const externalIdRequired = await client.isExternalIdRequired(signal);
    const resources =
      roleArn === null || externalIdRequired === null
        ? []
        : [toAccountAccess(roleArn, externalIdRequired)];
    yield { resources, cursor: null };
  },
});
