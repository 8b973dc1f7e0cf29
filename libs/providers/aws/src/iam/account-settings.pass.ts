import { GetAccountPasswordPolicyCommand } from '@aws-sdk/client-iam';
import { definePass, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { present } from '../request-failure';
import { ACCOUNT_BLOCK_PERMISSION, accountBlockOf } from '../s3/account-block';
import { toAccountSettings, type AccountFacts } from './account-settings.mapper';
import { SUMMARY_PERMISSION, accountSummary } from './account-summary';

const PASSWORDS_PERMISSION = 'iam:GetAccountPasswordPolicy';

/** What holds for the whole account: its root user, its passwords, its buckets. */
export const accountSettings = definePass<AwsClient>({
  id: 'iam.account-settings',
  types: ['account_settings'],
  scope: 'global',
  permissions: [
    SUMMARY_PERMISSION,
    PASSWORDS_PERMISSION,
    ACCOUNT_BLOCK_PERMISSION,
    'sts:GetCallerIdentity',
  ],
  async *collect({ client, signal }): AsyncGenerator<Page> {
    const denials = new Denials();
    const accountId = await client.accountId(signal);
    const summary = await accountSummary(client, signal);
    const settings = toAccountSettings({
      accountId,
      partition: client.partition,
      summary,
      passwordPolicy: await denials.unlessDenied('the account', () =>
        passwordPolicyOf(client, signal),
      ),
      publicAccessBlock: await accountBlockOf(client, denials, signal),
    });
    const warnings = denials.warnings();
    yield { resources: [settings], cursor: null, ...(warnings.length > 0 && { warnings }) };
  },
});

/** `null` where nobody made one. */
function passwordPolicyOf(
  client: AwsClient,
  signal: AbortSignal,
): Promise<NonNullable<AccountFacts['passwordPolicy']> | null> {
  return client.call(
    { service: 'iam', permission: PASSWORDS_PERMISSION, signal },
    async (iam, options) => {
      try {
        const { PasswordPolicy } = await iam.send(new GetAccountPasswordPolicyCommand({}), options);
        return present(PasswordPolicy, 'password policy');
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchEntityException') return null;
        throw error;
      }
    },
  );
}
