import type { LedgerResource, ProviderId, ResourceType, Severity } from '@skyledger/resource-model';

/** What a check says of one resource. Missing data is `unknown`, never pass or fail. */
export type Outcome =
  { status: 'pass' } | { status: 'fail'; reason: string } | { status: 'unknown'; reason: string };

/** The resource meets the check. */
export function pass(): Outcome {
  return { status: 'pass' };
}

/** The resource breaks the check; the reason names what was seen. */
export function fail(reason: string): Outcome {
  return { status: 'fail', reason };
}

/** It cannot be told; the reason names what was not observed. */
export function unknown(reason: string): Outcome {
  return { status: 'unknown', reason };
}

/** How to mend it: in general, and in a provider's own words where they help. */
export type Remediation = { text: string } & Partial<Record<ProviderId, string>>;

/**
 * A rule about one resource type, for every provider that has it. `evaluate` is pure: the same
 * resource gives the same outcome, and nothing but the resource is read.
 */
export interface Check<Type extends ResourceType = ResourceType> {
  /** Kebab case; its folder has the same name. */
  readonly id: string;
  /** States the compliant condition: "Database storage is encrypted at rest". */
  readonly title: string;
  readonly severity: Severity;
  readonly appliesTo: Type;
  /** What may happen while the check fails. */
  readonly risk: string;
  readonly remediation: Remediation;
  /** Addresses of documents that support the check. */
  readonly references: readonly string[];
  evaluate(resource: LedgerResource<Type>): Outcome;
}

/** Declares a check. */
export function defineCheck<Type extends ResourceType>(check: Check<Type>): Check<Type> {
  return check;
}
