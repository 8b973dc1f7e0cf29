import { type ItemRandom, hex8, mix32, saltOf, unmix32 } from '../estate/random';
import type { RegionCounts, ScalewayAccountSpec, ZoneCounts } from './scaleway-spec';

/** Where generated items live. */
export interface RegionScope {
  readonly seed: number;
  readonly spec: ScalewayAccountSpec;
  readonly region: string;
  /** Position of the region in the account, for addresses that differ. */
  readonly regionNumber: number;
  readonly counts: RegionCounts;
}

export interface ZoneScope {
  readonly in: RegionScope;
  readonly zone: string;
  /** Position of the zone in its region. */
  readonly zoneNumber: number;
  readonly counts: ZoneCounts;
}

export type Scope = RegionScope | ZoneScope;

export function regionOf(scope: Scope): RegionScope {
  return 'in' in scope ? scope.in : scope;
}

/** The zone, or the region of what has no zone. */
export function placeOf(scope: Scope): string {
  return 'in' in scope ? scope.zone : scope.region;
}

export function saltIn(scope: Scope, kind: string): number {
  const { seed, spec } = regionOf(scope);
  return saltOf(seed, 'scaleway', spec.account, placeOf(scope), kind);
}

/** The id of the item with this number: a UUID whose first part can be turned back into it. */
export function idAt(scope: Scope, kind: string, index: number): string {
  const salt = saltIn(scope, kind);
  const first = mix32(index ^ salt);
  const second = hex8(mix32(first ^ 0x5bd1e995));
  const third = hex8(mix32(first ^ 0x27d4eb2f));
  const fourth = hex8(mix32(first ^ 0x165667b1));
  return (
    `${hex8(first)}-${second.slice(0, 4)}-4${second.slice(5)}-` +
    `8${third.slice(0, 3)}-${third.slice(4)}${fourth}`
  );
}

/** The number that an id claims to have, or null when it is none of this kind and place. */
export function indexFrom(scope: Scope, kind: string, id: string): number | null {
  if (!/^[0-9a-f]{8}-/.test(id)) return null;
  const index = (unmix32(Number.parseInt(id.slice(0, 8), 16)) ^ saltIn(scope, kind)) >>> 0;
  return index < 0x7fffffff && idAt(scope, kind, index) === id ? index : null;
}

/** Later items are made later, so that the order of creation is that of the numbers. */
export function madeAt(random: ItemRandom, index: number): Date {
  return new Date(Date.UTC(2024, 0, 8) + index * 3_600_000 + random.int(3_500_000));
}

/** As the Instance API writes times. */
export function instanceTime(date: Date): string {
  return `${date.toISOString().slice(0, 23)}716+00:00`;
}

/** As every other API writes them. */
export function standardTime(date: Date): string {
  return `${date.toISOString().slice(0, 23)}094Z`;
}
