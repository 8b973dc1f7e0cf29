import type { Collection, EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';

/** Adds a shelf of one kind, in a data center or in the contract. */
export type Shelve = <T extends EmulatedItem>(shelf: {
  readonly kind: string;
  readonly count: number;
  readonly region: string | null;
  /** As of `Shelf`. */
  readonly isFixed?: boolean;
  readonly generate: Generate<T>;
  readonly indexOf: (id: string) => number | null;
  readonly rows: (item: T) => readonly LedgerRow[];
}) => Collection<T>;

/** The one row of an item whose id is unique in the account. */
export function row(
  prefix: string,
  resourceType: string,
): (item: EmulatedItem) => readonly LedgerRow[] {
  return ({ id, name }) => [{ resourceId: `${prefix}/${id}`, resourceType, name }];
}
