import { idOf, instantOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { floatingIpPrice, type Pricing } from '../pricing';
import { publicIpFields } from './public-ip-fields';

/** `null` when the payload has no id. */
export function toFloatingIp(
  raw: unknown,
  pricing: Pricing | null,
): DiscoveredResource<'public_ip'> | null {
  const floatingIp = recordOf(raw);
  const id = idOf(floatingIp['id']);
  if (id === null) return null;
  const region = textOf(recordOf(floatingIp['home_location'])['name']);
  return {
    resourceId: `floating_ip/${id}`,
    nativeType: 'floating_ip',
    name: textOf(floatingIp['name']),
    region,
    tags: tagsOf(floatingIp['labels']),
    createdAt: instantOf(floatingIp['created']),
    price: floatingIpPrice(textOf(floatingIp['type']), region, pricing),
    ...publicIpFields(floatingIp, floatingIp['server'], true),
    raw,
  };
}
