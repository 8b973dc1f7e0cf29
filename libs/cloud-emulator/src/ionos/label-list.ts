import type { EmulatedItem } from '../estate/collection';
import type { IonosAccount } from './account';
import type { Entity } from './entity';
import type { IonosItem } from './scope';

/** What may have labels, and what the API calls it. */
const LABELLED: ReadonlyMap<string, string> = new Map([
  ['ionos.datacenter', 'datacenter'],
  ['ionos.server', 'server'],
  ['ionos.volume', 'volume'],
  ['ionos.ip-block', 'ipblock'],
  ['ionos.snapshot', 'snapshot'],
  ['ionos.image', 'image'],
]);

/** Every label of the contract, as one list. */
export function labelsOf({ shelves }: IonosAccount): Entity[] {
  return shelves.flatMap(({ kind, items }) => {
    const type = LABELLED.get(kind);
    if (type === undefined) return [];
    return [...items.all()].flatMap((item) => labelEntities(type, item));
  });
}

function labelEntities(resourceType: string, item: EmulatedItem): Entity[] {
  const { id: resourceId, labels } = item as IonosItem;
  return Object.entries(labels).map(([key, value]) => {
    const id = `urn:label:${resourceType}:${resourceId}:${key}`;
    return {
      id,
      type: 'label',
      path: `/labels/${id}`,
      metadata: { etag: resourceId, createdBy: 'ops@example.com' },
      properties: { key, value, resourceId, resourceType, resourceHref: null },
    };
  });
}
