import { instantOf, listOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { ResourceState } from '@skyledger/resource-model';
import { armId } from './arm-id';

type Fields = Readonly<Record<string, unknown>>;

/** What every tracked resource of ARM has, read once for its mapper. */
export interface ArmResource {
  readonly id: string;
  readonly fields: Fields;
  readonly properties: Fields;
  readonly sku: Fields;
  /** The fields of a discovered resource that are read alike for every type. */
  readonly shared: {
    readonly resourceId: string;
    readonly name: string | null;
    readonly region: string | null;
    readonly zone: string | null;
    readonly tags: Record<string, string>;
    readonly createdAt: string | null;
    /** Resource Manager tells no prices; the price list does, of what is read for it. */
    readonly price: null;
    readonly raw: unknown;
  };
}

/** `null` when the payload has no id. */
export function readArmResource(raw: unknown): ArmResource | null {
  const fields = recordOf(raw);
  const id = armId(fields['id']);
  if (id === null) return null;
  const properties = recordOf(fields['properties']);
  return {
    id,
    fields,
    properties,
    sku: recordOf(fields['sku']),
    shared: {
      resourceId: id,
      name: textOf(fields['name']),
      region: regionOf(fields['location']),
      zone: zoneOf(fields['zones']),
      tags: tagsOf(fields['tags']),
      createdAt:
        instantOf(properties['timeCreated']) ??
        instantOf(properties['creationTime']) ??
        instantOf(properties['creationDate']) ??
        instantOf(recordOf(fields['systemData'])['createdAt']),
      price: null,
      raw,
    },
  };
}

/** Some lists send the name of a location for people, `East US 2`, instead of `eastus2`. */
export function regionOf(location: unknown): string | null {
  return textOf(location)?.toLowerCase().replaceAll(' ', '') ?? null;
}

/** One zone is a place; several mean that it is in all of them. */
function zoneOf(zones: unknown): string | null {
  const known = listOf(zones);
  return known.length === 1 ? textOf(known[0]) : null;
}

/** States of an operation on a resource, which most types have and many have nothing else. */
const PROVISIONING: Readonly<Record<string, ResourceState>> = {
  succeeded: 'running',
  updating: 'running',
  creating: 'pending',
  deleting: 'pending',
  failed: 'error',
  canceled: 'error',
};

/** The state by a table in lower case; services differ in how they write theirs. */
export function stateFrom(
  native: string | null,
  states: Readonly<Record<string, ResourceState>> = PROVISIONING,
): ResourceState {
  const key = native?.toLowerCase() ?? '';
  return Object.hasOwn(states, key) ? (states[key] ?? 'unknown') : 'unknown';
}

/** `true` or `false` where ARM says so, as a boolean or as `Enabled` and `Disabled`. */
export function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = textOf(value)?.toLowerCase();
  if (text === 'enabled' || text === 'true') return true;
  return text === 'disabled' || text === 'false' ? false : null;
}

/** The properties of each object of a list, with the object's own fields. */
export function partsOf(value: unknown): { fields: Fields; properties: Fields }[] {
  return listOf(value).map((item) => {
    const fields = recordOf(item);
    return { fields, properties: recordOf(fields['properties']) };
  });
}

/** The id in a reference such as `{"id": "/subscriptions/..."}`. */
export function refOf(value: unknown): string | null {
  return armId(recordOf(value)['id']);
}

/** A user-assigned identity has an id of its own; the system-assigned one is known by its principal. */
export function identityOf(raw: unknown): string | null {
  const { userAssignedIdentities, principalId } = recordOf(raw);
  const [assigned] = Object.keys(recordOf(userAssignedIdentities)).map(armId).sort();
  return assigned ?? textOf(principalId);
}
