import type { HostedZone, Tag } from '@aws-sdk/client-route-53';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { Partition } from '../arn';
import { boolOf } from '../payload';
import { serviceResource } from '../service-resource';
import { tagsOf } from '../tags';

/** The id of a zone, which the listing has behind the path that leads to it; `null` without one. */
export function zoneIdOf({ Id }: HostedZone): string | null {
  return textOf(textOf(Id)?.replace(/^.*\//, ''));
}

/**
 * @param tags `undefined` when nobody may know them
 * @returns `null` when the payload has no id
 */
export function toDnsZone(
  zone: HostedZone,
  tags: readonly Tag[] | undefined,
  partition: Partition,
): DiscoveredResource<'dns_zone'> | null {
  const id = zoneIdOf(zone);
  if (id === null) return null;
  const domainName = textOf(textOf(zone.Name)?.replace(/\.$/, ''));
  const isPrivate = boolOf(zone.Config?.PrivateZone);
  return {
    ...serviceResource(null),
    resourceId: `arn:${partition}:route53:::hostedzone/${id}`,
    resourceType: 'dns_zone',
    nativeType: 'AWS::Route53::HostedZone',
    name: domainName,
    isPublic: isPrivate === null ? null : !isPrivate,
    tags: tagsOf(tags),
    attributes: {
      domainName,
      isPrivate,
      // It takes a request of each zone.
      dnssecEnabled: null,
      recordCount: integerOf(zone.ResourceRecordSetCount),
    },
    raw: zone,
  };
}
