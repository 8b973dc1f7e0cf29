import { GetAccountSummaryCommand, type GetAccountSummaryCommandOutput } from '@aws-sdk/client-iam';
import { onceAClient } from '../once-a-client';
import { present } from '../request-failure';

export const SUMMARY_PERMISSION = 'iam:GetAccountSummary';

/** How much IAM has of what, and what the root user has, by IAM's names for it. */
export type AccountSummary = NonNullable<GetAccountSummaryCommandOutput['SummaryMap']>;

/**
 * The summary of the account, asked for once a client.
 * @throws ProviderError
 */
export const accountSummary = onceAClient<AccountSummary>((client, signal) =>
  client.call(
    { service: 'iam', permission: SUMMARY_PERMISSION, ...(signal && { signal }) },
    async (iam, options) => {
      const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}), options);
      return present(SummaryMap, 'summary');
    },
  ),
);
