import { Collection, capacityFor } from '../estate/collection';
import type { EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow, Shelf } from '../estate/estate';
import type { AwsServiceKind } from '../estate/estate-spec';
import type { Tag } from '../estate/names';
import type { NetworkPlan } from './ec2/network-plan';
import { indexOfLongId, scopeSalt } from './region-scope';
import type { AwsScope } from './region-scope';

/**
 * A kind of resource that a region of an account, or the account itself, has as many of as its spec
 * says under `services`, and that nothing else is made of.
 */
export interface RegionalKind<T extends EmulatedItem> {
  readonly kind: AwsServiceKind;
  /** The type the ledger holds it under. */
  readonly resourceType: string;
  generator(scope: AwsScope, plan: NetworkPlan): Generate<T>;
  /** The index that a short id or ARN claims to have, or null. */
  indexOf(id: string, scope: AwsScope): number | null;
  /** Whether every place has exactly one, which can be changed but not removed or added. */
  readonly isFixed?: boolean;
  /** What else the ledger holds because of an item. */
  furtherRows?(item: T): readonly LedgerRow[];
  /** The name in the ledger, where it is not the item's own. */
  ledgerName?(item: T): string | null;
}

/** For items whose names end in their number, counted from one. */
export function trailingNumber(id: string): number | null {
  const number = /-(\d+)$/.exec(id)?.[1];
  return number === undefined ? null : Number(number) - 1;
}

/** The ledger's name of what has none but its tag `Name`. */
export function nameTag({ tags }: { readonly tags: readonly Tag[] }): string | null {
  return tags.find(([key]) => key === 'Name')?.[1] ?? null;
}

/** For items with ids such as `rtb-0123…`, made by `longId` with the salt of `saltName`. */
export function longIdIndex(
  prefix: string,
  saltName: string,
): (id: string, scope: AwsScope) => number | null {
  return (id, scope) =>
    indexOfLongId(prefix, scopeSalt(scope, saltName), id.slice(id.lastIndexOf('/') + 1));
}

/** What a region has of each kind. */
export class KindShelves {
  private readonly collections = new Map<AwsServiceKind, Collection<EmulatedItem>>();

  constructor(
    kinds: readonly RegionalKind<EmulatedItem>[],
    scope: AwsScope,
    plan: NetworkPlan,
    shelve: (shelf: Pick<Shelf, 'kind' | 'items' | 'ledgerRows' | 'isFixed'>) => void,
  ) {
    for (const kind of kinds) {
      const count = kind.isFixed === true ? 1 : (scope.counts.services[kind.kind] ?? 0);
      const items = new Collection(count, capacityFor(count), kind.generator(scope, plan), (id) =>
        kind.indexOf(id, scope),
      );
      this.collections.set(kind.kind, items);
      shelve({
        kind: kind.kind,
        items,
        ...(kind.isFixed !== undefined && { isFixed: kind.isFixed }),
        ledgerRows: (item) => [ledgerRow(kind, item), ...(kind.furtherRows?.(item) ?? [])],
      });
    }
  }

  of<T extends EmulatedItem>({ kind }: RegionalKind<T>): Collection<T> {
    const items = this.collections.get(kind);
    if (!items) throw new Error(`the kind ${kind} is not in the list of kinds`);
    return items as unknown as Collection<T>;
  }
}

function ledgerRow(kind: RegionalKind<EmulatedItem>, item: EmulatedItem): LedgerRow {
  return {
    resourceId: item.arn ?? item.id,
    resourceType: kind.resourceType,
    name: kind.ledgerName ? kind.ledgerName(item) : item.name,
  };
}
