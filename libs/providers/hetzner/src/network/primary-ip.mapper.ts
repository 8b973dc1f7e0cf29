import { idOf, instantOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { primaryIpPrice, type Pricing } from '../pricing';
import { publicIpFields } from './public-ip-fields';

/** `null` when the payload has no id. */
export function toPrimaryIp(
  raw: unknown,
  pricing: Pricing | null,
): DiscoveredResource<'public_ip'> | null {
  const primaryIp = recordOf(raw);
  const id = idOf(primaryIp['id']);
  if (id === null) return null;
  // Older servers of the API tell the datacenter instead.
  const region =
    textOf(recordOf(primaryIp['location'])['name']) ??
    textOf(recordOf(recordOf(primaryIp['datacenter'])['location'])['name']);
  return {
    resourceId: `primary_ip/${id}`,
    nativeType: 'primary_ip',
    name: textOf(primaryIp['name']),
    region,
    tags: tagsOf(primaryIp['labels']),
    createdAt: instantOf(primaryIp['created']),
    price: primaryIpPrice(textOf(primaryIp['type']), region, pricing),
    // The API knows no other assignees yet; any other would have ids of its own.
    ...publicIpFields(primaryIp, primaryIp['assignee_id'], primaryIp['assignee_type'] === 'server'),
    raw,
  };
}
