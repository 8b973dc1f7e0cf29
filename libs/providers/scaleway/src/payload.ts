import { numberOf, textsOf } from '@skyledger/provider-sdk';
import type { Relationship } from '@skyledger/resource-model';

/**
 * The ids of resources: what it is, where it is, and the provider's id, as in
 * `server/fr-par-1/<uuid>`. The zone is part of it since console links and requests need it.
 */
export type Noun =
  | 'server'
  | 'security-group'
  | 'ip'
  | 'volume'
  | 'snapshot'
  | 'image'
  | 'lb'
  | 'vpc'
  | 'private-network'
  | 'gateway'
  | 'database'
  | 'cluster'
  | 'bucket';

export function resourceIdOf(noun: Noun, place: string, id: string): string {
  return `${noun}/${place}/${id}`;
}

/** Relationships to each of the ids once; `null` ids are left out. */
export function related(
  kind: Relationship['kind'],
  noun: Noun,
  place: string,
  ids: readonly (string | null)[],
): Relationship[] {
  const known = new Set(ids.filter((id) => id !== null));
  return [...known].sort().map((id) => ({ kind, resourceId: resourceIdOf(noun, place, id) }));
}

/** Tags are plain texts here; `key=value`, which many people write, becomes a pair. */
export function labelsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    textsOf(value).map((tag): [string, string] => {
      const equals = tag.indexOf('=');
      return equals < 1 ? [tag, ''] : [tag.slice(0, equals), tag.slice(equals + 1)];
    }),
  );
}

/** The region of a zone: `fr-par` of `fr-par-1`. */
export function regionOfZone(zone: string): string {
  return zone.replace(/-\d+$/, '');
}

/** Bytes in GiB, to the thousandth: disks are made in powers of ten. */
export function gibOf(bytes: unknown): number | null {
  const number = numberOf(bytes);
  return number === null ? null : Math.round((number / 1024 ** 3) * 1000) / 1000;
}
