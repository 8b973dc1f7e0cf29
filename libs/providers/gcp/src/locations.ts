import { MalformedResponseError, recordOf, textOf } from '@skyledger/provider-sdk';
import type { GcpClient } from './client';
import { itemsIn, type GoogleList, type ListedItems } from './list-pages';
import type { Service } from './services';

const PAGE_SIZE = 500;

/** The list of the locations of an API that has no list over all of them. */
export function locationList(
  { projectId }: Pick<GcpClient, 'projectId'>,
  service: Service,
  permission: string,
): GoogleList {
  return {
    service,
    permission,
    path: `/projects/${projectId}/locations`,
    query: { pageSize: PAGE_SIZE },
    kind: null,
    read: (body) => ({ items: itemsIn(body, 'locations'), warnings: [] }),
  };
}

/**
 * Ids of locations.
 * @throws MalformedResponseError for one without an id: what is there would be missed
 */
export function locationsIn({ items }: ListedItems): string[] {
  return items.map((item) => {
    const id = textOf(recordOf(item)['locationId']);
    if (id === null) throw new MalformedResponseError('a location has no id');
    return id;
  });
}
