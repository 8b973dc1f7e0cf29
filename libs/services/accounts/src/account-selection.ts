import type { Provider } from '@skyledger/provider-sdk';
import type { ResourceType } from '@skyledger/resource-model';
import { selectionRefused } from './account-problems';

/** What is read of an account: null means every region, every resource type. */
export interface Selection {
  regions: readonly string[] | null;
  resourceTypes: readonly ResourceType[] | null;
}

/** @throws ProblemError 422 naming resource types that no listing of the provider yields */
export function mustBeTypesOf(
  provider: Pick<Provider, 'name' | 'passes'>,
  types: readonly ResourceType[] | null | undefined,
): void {
  const known = [...new Set(provider.passes.flatMap((pass) => pass.types))].sort();
  const unknown = types?.filter((type) => !known.includes(type)) ?? [];
  if (unknown.length > 0) throw selectionRefused('resource_types', unknown, known);
}

/**
 * A run may read a part of what the account selects, and nothing else.
 * @throws ProblemError 422 naming what is not part of it
 */
export function mustBePartOf(
  provider: Pick<Provider, 'name' | 'passes'>,
  account: Selection,
  run: Selection,
): void {
  mustBeTypesOf(provider, run.resourceTypes);
  refuseBeyond('resource_types', account.resourceTypes, run.resourceTypes);
  const regional = provider.passes.some((pass) => pass.scope === 'regional');
  refuseBeyond('regions', regional ? account.regions : [], run.regions);
}

function refuseBeyond(
  field: string,
  allowed: readonly string[] | null,
  asked: readonly string[] | null,
): void {
  if (allowed === null || asked === null) return;
  const beyond = asked.filter((name) => !allowed.includes(name));
  if (beyond.length > 0) throw selectionRefused(field, beyond, allowed);
}
