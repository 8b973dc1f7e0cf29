import type { ResourceState } from '@skyledger/resource-model';

/** Looks a provider's word up in a table; a word that is not there is `unknown`. */
export function stateFrom(
  states: Readonly<Record<string, ResourceState>>,
  native: string | null,
): ResourceState {
  if (native === null || !Object.hasOwn(states, native)) return 'unknown';
  return states[native] ?? 'unknown';
}
