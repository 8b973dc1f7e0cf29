import type { GetDetectorResponse } from '@aws-sdk/client-guardduty';
import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { partitionOf } from '../arn';
import { timeOf } from '../payload';
import { serviceResource } from '../service-resource';
import { tagsOf } from '../tags';

/** @param detector `undefined` when nobody may know more than that there is one */
export function toDetector(
  id: string,
  detector: Partial<GetDetectorResponse> | undefined,
  { region, accountId }: { region: string; accountId: string },
): DiscoveredResource<'detector'> {
  const nativeState = textOf(detector?.Status);
  const isEnabled = nativeState === 'ENABLED' ? true : nativeState === 'DISABLED' ? false : null;
  const tags = Object.entries(recordOf(detector?.Tags));
  return {
    ...serviceResource(region),
    resourceId: `arn:${partitionOf(region)}:guardduty:${region}:${accountId}:detector/${id}`,
    resourceType: 'detector',
    nativeType: 'AWS::GuardDuty::Detector',
    name: id,
    state: isEnabled === null ? 'unknown' : isEnabled ? 'running' : 'stopped',
    nativeState,
    tags: tagsOf(tags.map(([Key, Value]) => ({ Key, Value: textOf(Value) ?? '' }))),
    createdAt: timeOf(detector?.CreatedAt),
    // What a detector can watch differs by region and grows, so that nothing says "everything".
    attributes: { kind: 'threats', isEnabled, coversEverything: null },
    raw: { DetectorId: id, ...withoutMetadata(detector) },
  };
}

/** The SDK adds how the request went, which differs each time. */
function withoutMetadata(detector: Partial<GetDetectorResponse> | undefined): object {
  return Object.fromEntries(
    Object.entries(detector ?? {}).filter(([field]) => field !== '$metadata'),
  );
}
