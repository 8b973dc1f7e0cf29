import { textsOf } from '@skyledger/provider-sdk';

/** The region of what is kept in one only; copies in several have none of their own. */
export function onlyRegion(regions: unknown): string | null {
  const [region = null, ...others] = new Set(textsOf(regions));
  return others.length === 0 ? region : null;
}
