import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import type { AwsClient } from '../client';
import type { Denials } from '../denials';
import { onceAClient } from '../once-a-client';
import { present } from '../request-failure';

export const ACCOUNT_BLOCK_PERMISSION = 's3:GetAccountPublicAccessBlock';

/** What the account blocks in all of its buckets: `null` is nothing, `undefined` not told. */
export type AccountBlock = PublicAccessBlockConfiguration | null | undefined;

/** What the account itself blocks, asked once a client. A refusal is noted in `denials`. */
export function accountBlockOf(
  client: AwsClient,
  denials: Denials,
  signal?: AbortSignal,
): Promise<AccountBlock> {
  return denials.unlessDenied('the account', () => askForBlock(client, signal));
}

const askForBlock = onceAClient(async (client, signal) => {
  const AccountId = await client.accountId(signal);
  return client.call(
    { service: 's3control', permission: ACCOUNT_BLOCK_PERMISSION, ...(signal && { signal }) },
    async (s3control, options) => {
      try {
        const command = new GetPublicAccessBlockCommand({ AccountId });
        const { PublicAccessBlockConfiguration } = await s3control.send(command, options);
        return present(PublicAccessBlockConfiguration, 'public access block');
      } catch (error) {
        const code = error instanceof Error ? error.name : null;
        if (code === 'NoSuchPublicAccessBlockConfiguration') return null;
        throw error;
      }
    },
  );
});
