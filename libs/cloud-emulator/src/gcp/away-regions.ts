import { regionOfZone } from './catalogue';
import type { GcpCall } from './page';

/** Regions of the account that do not answer. */
export function awayRegions({ account }: GcpCall): string[] {
  return [...new Set((account.unreachableZones ?? []).map(regionOfZone))];
}
