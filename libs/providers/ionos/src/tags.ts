import { recordOf, textOf } from '@skyledger/provider-sdk';

/** What may have labels, in the API's words. */
export type LabelledType = 'datacenter' | 'server' | 'volume' | 'ipblock' | 'snapshot' | 'image';

/** The labels of a contract, which its API keeps apart from what they are on. */
export class Tags {
  constructor(private readonly byResource: ReadonlyMap<string, Readonly<Record<string, string>>>) {}

  /** The labels of one resource. */
  of(type: LabelledType, id: string): Record<string, string> {
    return { ...this.byResource.get(`${type}/${id}`) };
  }
}

/** Where labels cannot be read. */
export const NO_TAGS = new Tags(new Map());

/** Reads `GET /labels`; a label that does not say what it is on is left out. */
export function readTags(items: readonly unknown[]): Tags {
  const entries = new Map<string, [key: string, value: string][]>();
  for (const item of items) {
    const { key, value, resourceId, resourceType } = recordOf(recordOf(item)['properties']);
    const type = textOf(resourceType);
    const id = textOf(resourceId);
    const name = textOf(key);
    if (type === null || id === null || name === null) continue;
    const resource = `${type}/${id}`;
    const known = entries.get(resource) ?? [];
    entries.set(resource, known);
    known.push([name, typeof value === 'string' ? value : '']);
  }
  // Sorted, since the API promises no order; entries, since a key may be `__proto__`.
  return new Tags(
    new Map(
      [...entries].map(([resource, labels]) => [
        resource,
        Object.fromEntries(labels.sort(([one], [other]) => (one < other ? -1 : 1))),
      ]),
    ),
  );
}
