import type { Pass } from '@skyledger/provider-sdk';
import type { ResourceType } from '@skyledger/resource-model';

/** One pass of a run: a listing and where it is read. */
export interface PassPlace {
  passKey: string;
  region: string;
}

/** The passes that may yield one of the types; all of them when none are selected. */
export function passesOfTypes(
  passes: readonly Pass[],
  types: readonly ResourceType[] | null,
): Pass[] {
  return passes.filter((pass) => types === null || pass.types.some((type) => types.includes(type)));
}

/** Those of the passes that the client's credentials open, whether or not they may read everything. */
export function passesOpenTo(client: unknown, passes: readonly Pass[]): Pass[] {
  return passes.filter((pass) => pass.isOpenTo?.(client) ?? true);
}

/** Every pass where it is to be read: regional ones in each region, global ones once. */
export function placesOf(passes: readonly Pass[], regions: readonly string[]): PassPlace[] {
  return passes.flatMap((pass) =>
    (pass.scope === 'global' ? ['global'] : regions).map((region) => ({
      passKey: pass.id,
      region,
    })),
  );
}

/** Those of the places that are not among the fresh ones. */
export function withoutFresh(
  places: readonly PassPlace[],
  fresh: readonly PassPlace[],
): PassPlace[] {
  const known = new Set(fresh.map(({ passKey, region }) => JSON.stringify([passKey, region])));
  return places.filter(({ passKey, region }) => !known.has(JSON.stringify([passKey, region])));
}
