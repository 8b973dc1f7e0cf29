import type { Check } from '@skyledger/check-sdk';
import type { LedgerResource, ResourceType } from '@skyledger/resource-model';

/** A resource, and the reason the check must give for its outcome. */
type Reasoned<Type extends ResourceType> = readonly [
  resource: LedgerResource<Type>,
  reason: string,
];

/** What a check must say, by a short name of the resource's state. */
export interface CheckCases<Type extends ResourceType> {
  pass: Readonly<Record<string, LedgerResource<Type>>>;
  fail: Readonly<Record<string, Reasoned<Type>>>;
  unknown: Readonly<Record<string, Reasoned<Type>>>;
}

/**
 * Declares the tests of one check: one for each state of a resource. Every outcome needs a case; the
 * suite over all checks makes sure that each check is tested through here.
 */
export function describeCheck<Type extends ResourceType>(
  check: Check<Type>,
  cases: CheckCases<Type>,
): void {
  describe(check.id, () => {
    for (const outcome of ['pass', 'fail', 'unknown'] as const) {
      const named = Object.entries(cases[outcome]);
      if (named.length === 0) throw new Error(`${check.id} has no case that ends in ${outcome}`);
      it.each(named)(`${outcome}: %s`, (_name, given) => {
        const [resource, reason] = isReasoned(given) ? given : [given];
        expect(resource.resourceType).toBe(check.appliesTo);
        expect(check.evaluate(resource)).toEqual(
          reason === undefined ? { status: outcome } : { status: outcome, reason },
        );
      });
    }
  });
}

function isReasoned<Type extends ResourceType>(
  given: LedgerResource<Type> | Reasoned<Type>,
): given is Reasoned<Type> {
  return Array.isArray(given);
}
