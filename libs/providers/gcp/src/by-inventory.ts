import { MalformedResponseError, type CollectContext } from '@skyledger/provider-sdk';
import { assetNames } from './asset-inventory';
import { byPlace } from './by-place';
import type { GcpClient } from './client';
import type { ItemPage, ListedItems } from './list-pages';

/** Where something can be that its API lists for one place at a time. */
export interface Places {
  /** Assets of this type are at the places that hold something, or are those places. */
  readonly assetType: string;
  /** The place that a full name leads to; `null` for a name of something else. */
  placeOf(name: string): string | null;
  /** All of them by the API itself, whether they hold something or not. */
  all(): Promise<readonly string[]>;
}

/** Begins cursors of a listing that was led by the inventory. */
const LED = 'asset:';

type Context = Pick<
  CollectContext<Pick<GcpClient, 'get' | 'projectId'>>,
  'client' | 'cursor' | 'known'
>;

/**
 * Reads what an API lists for one place at a time: at the places that Cloud Asset Inventory names, and
 * at those of all that is known; at every place where neither leads anywhere, or the inventory is not
 * open. What is there is told by the API alone, so that both ways tell the same, and nothing known is
 * missed because the inventory is behind. An inventory without any is not taken for an empty project:
 * the API has to say so itself, or that it may not be read.
 */
export async function* byInventory(
  { client, cursor, known }: Context,
  places: Places,
  read: (place: string) => Promise<ListedItems>,
): AsyncGenerator<ItemPage> {
  const led = cursor?.startsWith(LED) === true ? cursor.slice(LED.length) : null;
  const named = await namedPlaces(client, places);
  if (named !== null) {
    const ids = (await known?.()) ?? [];
    const held = ids.map((id) => places.placeOf(id)).filter((place) => place !== null);
    const wanted = [...named, ...held];
    if (wanted.length > 0) {
      for await (const page of byPlace(wanted, led, read)) {
        yield { ...page, cursor: page.cursor === null ? null : LED + page.cursor };
      }
      return;
    }
  }
  // A cursor of the other way has passed places by that this one reads.
  yield* byPlace(await places.all(), led === null ? cursor : null, read);
}

async function namedPlaces(
  client: Context['client'],
  { assetType, placeOf }: Places,
): Promise<string[] | null> {
  const names = await assetNames(client, assetType);
  return (
    names?.map((name) => {
      const place = placeOf(name);
      if (place === null) throw new MalformedResponseError(`${name} is no name of a ${assetType}`);
      return place;
    }) ?? null
  );
}
