import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { ResourceState } from '@skyledger/resource-model';

type Payload = Readonly<Record<string, unknown>>;

/** What every object of the Cloud API has. */
export interface Element {
  /** `null` when the payload has none. */
  id: string | null;
  properties: Payload;
  /** `metadata.state`. */
  nativeState: string | null;
  createdAt: string | null;
  /** Children by the name of their list. */
  entities: Payload;
}

/** Reads the envelope of an object. */
export function elementOf(raw: unknown): Element {
  const { id, metadata, properties, entities } = recordOf(raw);
  const about = recordOf(metadata);
  return {
    id: textOf(id),
    properties: recordOf(properties),
    nativeState: textOf(about['state']),
    createdAt: instantOf(about['createdDate']),
    entities: recordOf(entities),
  };
}

/**
 * The children of a list as they came with their parent; `null` when `depth` brought no more than a
 * reference to the list.
 */
export function childrenOf(entities: Payload, list: string): readonly unknown[] | null {
  const { items } = recordOf(entities[list]);
  return Array.isArray(items) ? items : null;
}

/** Whether `depth` brought an object itself and not just a reference to it. */
export function isWhole(raw: unknown): boolean {
  return 'properties' in recordOf(raw);
}

/** Data centers' things, load balancers, IP blocks, clusters and databases share their states. */
const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['AVAILABLE', 'running'],
  ['ACTIVE', 'running'],
  // It serves, though not with everything it should have.
  ['DEGRADED', 'running'],
  ['BUSY', 'pending'],
  ['DEPLOYING', 'pending'],
  ['CREATING', 'pending'],
  ['UPDATING', 'pending'],
  ['UPGRADING', 'pending'],
  ['RESTORING', 'pending'],
  // Still there; once it is gone it is no longer listed.
  ['DESTROYING', 'pending'],
  ['INACTIVE', 'stopped'],
  ['SUSPENDED', 'stopped'],
  ['FAILED', 'error'],
  ['FAILED_SUSPENDED', 'error'],
  ['FAILED_UPDATING', 'error'],
  ['FAILED_DESTROYING', 'error'],
  ['TERMINATED', 'deleted'],
]);

/** What `metadata.state` means in the one vocabulary. */
export function stateOf(nativeState: string | null): ResourceState {
  return STATES.get(nativeState) ?? 'unknown';
}

/** An availability zone; `AUTO` leaves the choice to the platform and names none. */
export function zoneOf(value: unknown): string | null {
  return value === 'AUTO' ? null : textOf(value);
}
