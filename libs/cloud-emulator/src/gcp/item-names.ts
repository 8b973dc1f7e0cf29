import { drawNaming, hostName } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import type { GcpScope } from './gcp-scope';

/*
 * Names and addresses by number, for items that refer to each other. Names end with the number, so
 * that they can be turned back into it.
 */

/** Every project starts with the network `default`. */
export function networkName(index: number): string {
  return index === 0 ? 'default' : `vpc-${index + 1}`;
}

export function subnetworkName(index: number): string {
  return `subnet-${index + 1}`;
}

export function diskName(index: number): string {
  return `disk-${index + 1}`;
}

export function instanceName(scope: GcpScope, index: number): string {
  const random = new ItemRandom(saltOf(scope.seed, scope.project, 'instance'), index);
  return hostName(drawNaming(random), index);
}

/** Each subnetwork is a /20 of 10.0.0.0/8. */
export function addressIn(subnetwork: number, host: number): string {
  const at = ((subnetwork % 4096) << 12) + (host % 4096);
  return `10.${(at >>> 16) & 255}.${(at >>> 8) & 255}.${at & 255}`;
}

/** The reserved external address of a number. */
export function reservedIp(index: number): string {
  return `35.${192 + ((index >>> 16) & 63)}.${(index >>> 8) & 255}.${index & 255}`;
}

/** The number in a name, or null. */
export function indexInName(id: string): number | null {
  const number = /-(\d+)$/.exec(id)?.[1];
  return number === undefined ? null : Number(number) - 1;
}
