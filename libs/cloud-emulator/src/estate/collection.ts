/** What every generated item has, whatever its kind. */
export interface EmulatedItem {
  /** The provider's short id: `i-...`, a bucket name, a number in decimal. */
  readonly id: string;
  /** AWS only. */
  readonly arn?: string;
  /** Bucket: where it is; Hetzner: location or network zone; null where the kind has no place. */
  readonly region: string | null;
  readonly name: string;
  /** Whether the provider lets nobody remove it; then mutations do not either. */
  readonly isPermanent?: boolean;
}

/** Makes an item from its number; `revision` counts the changes made to it since the start. */
export type Generate<T extends EmulatedItem> = (index: number, revision: number) => T;

export interface CollectionPage<T> {
  readonly items: readonly T[];
  /** Where the next page starts, or null at the end. */
  readonly next: number | null;
}

/**
 * The items of one kind in one place of one account. Nothing but the differences from the
 * generated state is kept, so a collection of a million items costs a few bytes.
 */
export class Collection<T extends EmulatedItem> {
  private readonly removed = new Set<number>();
  private readonly revisions = new Map<number, number>();
  private readonly patches = new Map<number, Partial<T>>();
  private living: Int32Array | null = null;
  private handedOut: number;

  constructor(
    initialSize: number,
    /** Generators may rely on indexes staying below this number. */
    readonly capacity: number,
    private readonly generate: Generate<T>,
    /** The index a native id claims to have, or null; the claim is verified here. */
    private readonly claimedIndex: (id: string) => number | null,
  ) {
    if (initialSize > capacity) throw new Error('a collection cannot start above its capacity');
    this.handedOut = initialSize;
  }

  get size(): number {
    return this.handedOut - this.removed.size;
  }

  has(index: number): boolean {
    return index >= 0 && index < this.handedOut && !this.removed.has(index);
  }

  /** The item as the API shows it now. */
  item(index: number): T {
    const item = this.generate(index, this.revisions.get(index) ?? 0);
    const patch = this.patches.get(index);
    return patch === undefined ? item : { ...item, ...patch };
  }

  /** The living item with this short id or ARN, or null. */
  find(id: string): T | null {
    const index = this.indexOf(id);
    return index === null ? null : this.item(index);
  }

  indexOf(id: string): number | null {
    const index = this.claimedIndex(id);
    if (index === null || !this.has(index)) return null;
    const item = this.item(index);
    return item.id === id || item.arn === id ? index : null;
  }

  /** Up to `limit` items from index `from` on: tokens stay valid while other items come and go. */
  page(from: number, limit: number): CollectionPage<T> {
    const items: T[] = [];
    let index = from;
    for (; index < this.handedOut && items.length < limit; index += 1) {
      if (!this.removed.has(index)) items.push(this.item(index));
    }
    while (index < this.handedOut && this.removed.has(index)) index += 1;
    return { items, next: index < this.handedOut ? index : null };
  }

  /** Items by position among the living, as APIs with numbered pages count. */
  slice(position: number, limit: number): T[] {
    const end = Math.min(position + limit, this.size);
    const items: T[] = [];
    for (let at = position; at < end; at += 1) items.push(this.item(this.indexAt(at)));
    return items;
  }

  *indexes(): Generator<number> {
    for (let index = 0; index < this.handedOut; index += 1) {
      if (!this.removed.has(index)) yield index;
    }
  }

  *all(): Generator<T> {
    for (const index of this.indexes()) yield this.item(index);
  }

  remove(indexes: Iterable<number>): void {
    for (const index of indexes) if (this.has(index)) this.removed.add(index);
    this.living = null;
  }

  /** Bumps the revision of the items and optionally overrides fields of theirs. */
  change(indexes: Iterable<number>, patch?: Partial<T>): void {
    for (const index of indexes) {
      this.revisions.set(index, (this.revisions.get(index) ?? 0) + 1);
      if (patch) this.patches.set(index, { ...this.patches.get(index), ...patch });
    }
  }

  /** Adds new items and returns their indexes; numbers of removed items are never used again. */
  add(count: number): number[] {
    if (this.handedOut + count > this.capacity) {
      throw new Error(`cannot add ${count} items: the capacity is ${this.capacity}`);
    }
    const first = this.handedOut;
    this.handedOut += count;
    this.living = null;
    return Array.from({ length: count }, (_, offset) => first + offset);
  }

  private indexAt(position: number): number {
    if (this.removed.size === 0) return position;
    this.living ??= Int32Array.from(this.indexes());
    const index = this.living[position];
    if (index === undefined) throw new Error(`no item at position ${position}`);
    return index;
  }
}

/** Room for growth during a run: twice the start and 1,000 more. */
export function capacityFor(initialSize: number): number {
  return initialSize * 2 + 1000;
}

/** Pages of items that are in no collection of their own, such as the keys of one ring. */
export function pagesOf<T extends EmulatedItem>(items: readonly T[]): Pick<Collection<T>, 'page'> {
  return {
    page: (from, limit) => ({
      items: items.slice(from, from + limit),
      next: from + limit < items.length ? from + limit : null,
    }),
  };
}
