import {
  ListAccessKeysCommand,
  ListUsersCommand,
  type AccessKeyMetadata,
  type User,
} from '@aws-sdk/client-iam';
import { definePass, inParallel, textOf, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { unlessRefused } from '../optional-question';
import { objectsOf } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { present } from '../request-failure';
import { toAccessKey } from './access-keys.mapper';
import { accountSummary } from './account-summary';
import { REPORT_PERMISSIONS, credentialReport } from './credential-report';

const PERMISSION = 'iam:ListUsers';
const KEYS_PERMISSION = 'iam:ListAccessKeys';

/** Small for a listing: each user takes a request of its own, and a page is what a crash costs. */
const PAGE_SIZE = 100;
const PARALLEL_USERS = 8;

/**
 * Keys of the account's users. The credential report tells when they were used, but neither their
 * ids nor those that are switched off, so that each user is asked for.
 */
export const accessKeys = definePass<AwsClient>({
  id: 'iam.access-keys',
  types: ['access_key'],
  scope: 'global',
  permissions: [PERMISSION, KEYS_PERMISSION, ...REPORT_PERMISSIONS],
  async *collect(context): AsyncGenerator<Page> {
    const { client, signal } = context;
    const known = (await context.known?.()) ?? [];
    if (known.length === 0 && (await hasNoUsers(client, signal))) {
      yield { resources: [], cursor: null };
      return;
    }
    const pages = pagesOf(
      {
        service: 'iam',
        permission: PERMISSION,
        async list(iam, token, options) {
          const command = new ListUsersCommand({ MaxItems: PAGE_SIZE, Marker: token });
          const { Users, Marker } = await iam.send(command, options);
          return { items: Users, next: Marker };
        },
      },
      { ...context, region: client.homeRegion },
    );
    const ofAccount = new Denials();
    let report: Awaited<ReturnType<typeof credentialReport>> | undefined;
    let asked = false;
    for await (const { items, next } of pages) {
      const users = objectsOf(items);
      if (users.length > 0 && !asked) {
        asked = true;
        report = await ofAccount.unlessDenied('the users', () => credentialReport(client, signal));
      }
      const denials = new Denials();
      const keys = await inParallel(users, PARALLEL_USERS, async (user) => {
        const arn = textOf(user.Arn) ?? '';
        const found = await denials.unlessDenied(textOf(user.UserName) ?? arn, () =>
          keysOf(client, user, signal),
        );
        return (found ?? []).map((key) => () => toAccessKey(key, arn, report?.get(arn)));
      });
      const warnings = [...ofAccount.warnings(), ...denials.warnings()];
      yield pageOf(keys.flat(), next, (toResource) => toResource(), warnings);
    }
  },
});

/** Whether IAM counts no users, as in accounts that people enter by an identity provider alone. */
async function hasNoUsers(client: AwsClient, signal: AbortSignal): Promise<boolean> {
  return (await unlessRefused(() => accountSummary(client, signal)))?.['Users'] === 0;
}

/** A user's keys, two at most; none when the user was deleted since it was listed. */
function keysOf(
  client: AwsClient,
  { UserName }: User,
  signal: AbortSignal,
): Promise<AccessKeyMetadata[]> {
  return client.call(
    { service: 'iam', permission: KEYS_PERMISSION, signal },
    async (iam, options) => {
      try {
        const { AccessKeyMetadata: keys } = await iam.send(
          new ListAccessKeysCommand({ UserName }),
          options,
        );
        return objectsOf(present(keys, 'access keys'));
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchEntityException') return [];
        throw error;
      }
    },
  );
}
