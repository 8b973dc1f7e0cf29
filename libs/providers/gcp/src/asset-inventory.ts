import {
  MalformedResponseError,
  ProviderError,
  recordOf,
  textOf,
  textsOf,
} from '@skyledger/provider-sdk';
import type { GcpClient } from './client';
import { itemsIn, listAll } from './list-pages';

/** Counted on its own: https://cloud.google.com/asset-inventory/docs/quota */
export const LIST_ASSETS = 'cloudasset.assets.listResource';

/** The largest page it gives. */
const PAGE_SIZE = 1000;

/** Connections that were told to do without. */
const closed = new WeakSet<object>();

/**
 * Full names of the assets of a type in the project, as far as Cloud Asset Inventory knows them by now:
 * almost all changes are there in minutes, and some never
 * (https://cloud.google.com/asset-inventory/docs/asset-types). They tell where to look, never what is
 * not there; see docs/adr/0013. Their content is not asked for; names need the permission all the same
 * (https://cloud.google.com/asset-inventory/docs/listing-assets).
 *
 * `null` where the service is off or may not be read; the connection then does not ask it again.
 * @throws ProviderError when the service fails, which is no answer to either
 */
export async function assetNames(
  client: Pick<GcpClient, 'get' | 'projectId'>,
  assetType: string,
): Promise<string[] | null> {
  if (closed.has(client)) return null;
  try {
    const { items } = await listAll(client, {
      service: 'cloudasset',
      permission: LIST_ASSETS,
      path: `/projects/${client.projectId}/assets`,
      query: { assetTypes: assetType, pageSize: PAGE_SIZE },
      kind: null,
      read: (body) => ({ items: itemsIn(body, 'assets').map(nameOf), warnings: [] }),
    });
    return textsOf(items);
  } catch (error) {
    const kind = error instanceof ProviderError ? error.fault.kind : null;
    if (kind !== 'denied' && kind !== 'disabled') throw error;
    closed.add(client);
    return null;
  }
}

/** @throws MalformedResponseError without one: what it would lead to would be missed */
function nameOf(asset: unknown): string {
  const name = textOf(recordOf(asset)['name']);
  if (name === null) throw new MalformedResponseError('an asset has no name');
  return name;
}
