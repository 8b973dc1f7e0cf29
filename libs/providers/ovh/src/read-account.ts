import type { Page } from '@skyledger/provider-sdk';
import type { OvhClient } from './client';
import { readDetails } from './read-details';
import { ACCOUNT, readPlaces, type PagePart } from './read-places';
import { DETAILED_ITEMS, joined } from './read-projects';

export interface AccountListing {
  readonly client: OvhClient;
  readonly cursor: string | null;
  /** Of the list of names. */
  readonly route: string;
}

/** Reads a list of names of the account, and each item by its name. */
export function detailOfAccount(
  { client, cursor, route }: AccountListing,
  read: (name: string) => Promise<PagePart>,
): AsyncGenerator<Page> {
  return readPlaces(cursor, {
    places: ACCOUNT,
    items: () => client.names(route),
    keyOf: (name) => name,
    toPage: async (_place, names) => joined(await readDetails(names, read)),
    pageSize: DETAILED_ITEMS,
  });
}
