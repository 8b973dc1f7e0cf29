import { ListKeysCommand } from '@aws-sdk/client-kms';
import { definePass, inParallel, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { objectsOf } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { KEY_PERMISSIONS, keyDetailsOf } from './key-details';
import { toKey } from './keys.mapper';

/** Small for a listing: each key takes up to three more requests. */
const PAGE_SIZE = 100;
const PARALLEL_KEYS = 8;

/** Keys of the account and of AWS itself. A key's own policy may hide what it is from everyone. */
export const keys = definePass<AwsClient>({
  id: 'kms.keys',
  types: ['key'],
  scope: 'regional',
  permissions: ['kms:ListKeys', ...KEY_PERMISSIONS, 'ec2:DescribeRegions'],
  async *collect(context): AsyncGenerator<Page> {
    const { client, region, signal } = context;
    const pages = pagesOf(
      {
        service: 'kms',
        permission: 'kms:ListKeys',
        async list(kms, token, options) {
          const command = new ListKeysCommand({ Limit: PAGE_SIZE, Marker: token });
          const { Keys, NextMarker } = await kms.send(command, options);
          return { items: Keys, next: NextMarker };
        },
      },
      context,
    );
    for await (const { items, next } of pages) {
      const denials = new Denials();
      const detailed = await inParallel(objectsOf(items), PARALLEL_KEYS, (key) =>
        keyDetailsOf(client, region, key, denials, signal),
      );
      yield pageOf(
        detailed.filter((key) => key !== null),
        next,
        (key) => toKey(key, region),
        denials.warnings(),
      );
    }
  },
});
