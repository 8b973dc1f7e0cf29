import type { EmulatedKind } from './estate-spec';
import type { Estate, Shelf, ShelfFilter } from './estate';
import { ItemRandom, saltOf } from './random';

/**
 * A change of the estate while it is being served. `remove` and `change` take either a `share`
 * (0 to 1, of each kind and region that matches, chosen by seed) or `ids` (short ids or ARNs).
 * `remove` leaves what is permanent. `change` gives an item another revision: other tags or labels,
 * for instances another state. `patch` overrides fields of the generated item, named as in `Estate.describe`.
 */
export type Mutation = ShelfFilter &
  (
    | { readonly op: 'remove'; readonly share: number }
    | { readonly op: 'remove'; readonly ids: readonly string[] }
    | { readonly op: 'change'; readonly share: number; readonly patch?: Patch }
    | { readonly op: 'change'; readonly ids: readonly string[]; readonly patch?: Patch }
    | { readonly op: 'add'; readonly kind: EmulatedKind; readonly count: number }
  );

export type Patch = Readonly<Record<string, unknown>>;

export interface MutationResult {
  /** Items removed, changed or added (each region that matches gets `count` new ones). */
  readonly affected: number;
  /** Their short ids. */
  readonly ids: readonly string[];
}

/** Applies a mutation; throws when it matches no kind of any account or names an unknown id. */
export function mutate(estate: Estate, mutation: Mutation, turn: number): MutationResult {
  const shelves = [...estate.shelves(mutation)].filter(
    ({ isFixed }) => isFixed !== true || mutation.op === 'change',
  );
  if (shelves.length === 0) throw new Error('the mutation matches nothing in this estate');
  const ids: string[] = [];
  const wanted = 'ids' in mutation ? new Set(mutation.ids) : null;
  for (const shelf of shelves) {
    const { items } = shelf;
    if (mutation.op === 'add') {
      for (const index of items.add(mutation.count)) ids.push(items.item(index).id);
      continue;
    }
    const found =
      'share' in mutation
        ? chooseShare(estate, shelf, mutation.share, turn)
        : [...(wanted ?? [])].flatMap((id) => {
            const index = items.indexOf(id);
            if (index !== null) wanted?.delete(id);
            return index === null ? [] : [index];
          });
    const chosen =
      mutation.op === 'remove'
        ? found.filter((index) => items.item(index).isPermanent !== true)
        : found;
    for (const index of chosen) ids.push(items.item(index).id);
    if (mutation.op === 'remove') items.remove(chosen);
    else items.change(chosen, mutation.patch);
  }
  if (wanted && wanted.size > 0) throw new Error(`no such item: ${[...wanted].join(', ')}`);
  return { affected: ids.length, ids };
}

/** Exactly the rounded share: selection sampling over the living items. */
function chooseShare(estate: Estate, shelf: Shelf, share: number, turn: number): number[] {
  if (!(share >= 0 && share <= 1)) throw new Error('a share is a number from 0 to 1');
  const { account, kind, region, items } = shelf;
  const salt = saltOf(estate.spec.seed, 'mutation', turn, account, kind, region ?? '');
  let left = items.size;
  let open = Math.round(left * share);
  const chosen: number[] = [];
  for (const index of items.indexes()) {
    if (new ItemRandom(salt, index).int(left) < open) {
      chosen.push(index);
      open -= 1;
    }
    left -= 1;
  }
  return chosen;
}
