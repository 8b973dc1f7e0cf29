import {
  definePass,
  type CollectContext,
  type Page,
  type PageWarning,
  type Pass,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceType } from '@skyledger/resource-model';
import type { AwsClient } from './client';
import { present } from './request-failure';
import type { Service, ServiceClients } from './service-clients';

/** One page of an AWS answer. */
export interface Listed<Item> {
  /** Missing when the answer is not what was asked for. */
  items: readonly Item[] | undefined;
  /** The provider's token for the next page. */
  next: string | undefined;
}

/** A regional pass that consists of one paged listing. */
export interface RegionalListing<S extends Service, Item> {
  id: string;
  type: ResourceType;
  service: S;
  /** The IAM action of the listing. */
  permission: string;
  /** Asks for the page at `token`, the first one when `undefined`. */
  list(
    client: ServiceClients[S],
    token: string | undefined,
    options: { abortSignal: AbortSignal },
  ): Promise<Listed<Item>>;
  /** `null` when the payload lacks what an id is made of. */
  map(item: Item, region: string): DiscoveredResource | null;
}

/**
 * Declares a pass from a paged listing. Every regional pass needs to know the account's regions
 * beside its own permission.
 */
export function defineRegionalListing<S extends Service, Item>(
  listing: RegionalListing<S, Item>,
): Pass<AwsClient> {
  return definePass<AwsClient>({
    id: listing.id,
    types: [listing.type],
    scope: 'regional',
    permissions: [listing.permission, 'ec2:DescribeRegions'],
    async *collect(context): AsyncGenerator<Page> {
      for await (const { items, next } of pagesOf(listing, context)) {
        yield pageOf(items, next, (item) => listing.map(item, context.region));
      }
    },
  });
}

/** A regional pass whose payloads do not tell whose they are: those of the account that asks. */
export interface OwnListing<S extends Service, Item> extends Omit<RegionalListing<S, Item>, 'map'> {
  /** `null` when the payload lacks what an id is made of. */
  map(item: Item, region: string, accountId: string): DiscoveredResource | null;
}

/** As {@link defineRegionalListing}, with the account's id for the mapper. */
export function defineOwnListing<S extends Service, Item>(
  listing: OwnListing<S, Item>,
): Pass<AwsClient> {
  return definePass<AwsClient>({
    id: listing.id,
    types: [listing.type],
    scope: 'regional',
    permissions: [listing.permission, 'ec2:DescribeRegions', 'sts:GetCallerIdentity'],
    async *collect(context): AsyncGenerator<Page> {
      const { client, region, signal } = context;
      const accountId = await client.accountId(signal);
      for await (const { items, next } of pagesOf(listing, context)) {
        yield pageOf(items, next, (item) => listing.map(item, region, accountId));
      }
    },
  });
}

/** The pages of a listing from the context's cursor on. */
export async function* pagesOf<S extends Service, Item>(
  { service, permission, list }: Pick<RegionalListing<S, Item>, 'service' | 'permission' | 'list'>,
  { client, region, cursor, signal }: CollectContext<AwsClient>,
): AsyncGenerator<{ items: readonly Item[]; next: string | null }> {
  let token = cursor;
  do {
    const page = await client.call(
      { service, region, permission, signal },
      async (sdk, options) => {
        const { items, next } = await list(sdk, token ?? undefined, options);
        return { items: present(items, 'list'), next: next === '' ? null : (next ?? null) };
      },
    );
    yield page;
    token = page.next;
  } while (token !== null);
}

/** Maps a page. Payloads without an id cannot be kept, so that the page tells it lacks them. */
export function pageOf<Item>(
  items: readonly Item[],
  next: string | null,
  map: (item: Item) => DiscoveredResource | null,
  warnings: readonly PageWarning[] = [],
): Page {
  const resources = items.map(map).filter((resource) => resource !== null);
  const unreadable = items.length - resources.length;
  const told = [...warnings];
  if (unreadable > 0) {
    told.push({
      code: 'Unreadable',
      message: `${unreadable} of ${items.length} payloads have no id or owner`,
    });
  }
  return { resources, cursor: next, ...(told.length > 0 && { warnings: told }) };
}
