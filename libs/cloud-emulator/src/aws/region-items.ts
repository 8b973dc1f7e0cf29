import type { Collection, EmulatedItem } from '../estate/collection';
import type { AwsRegionEstate } from './aws-account-estate';
import type { AwsCall } from './aws-call';
import type { RegionalKind } from './aws-kind';

/** The region that a call was signed for, which was found enabled before its operation ran. */
export function regionOf(call: AwsCall): AwsRegionEstate {
  const region = call.account.regions.get(call.region);
  if (!region) throw new Error(`no such region: ${call.region}`);
  return region;
}

/** What the region of a call has of a kind. */
export function itemsOf<T extends EmulatedItem>(
  call: AwsCall,
  kind: RegionalKind<T>,
): Collection<T> {
  return regionOf(call).services.of(kind);
}
