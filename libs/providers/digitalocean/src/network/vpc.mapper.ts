import { instantOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { nativeIdOf, regionOf } from '../payload';

/** `null` when the payload has no id. */
export function toVpc(raw: unknown): DiscoveredResource<'network'> | null {
  const vpc = recordOf(raw);
  const id = nativeIdOf(vpc['id']);
  if (id === null) return null;
  const isDefault = vpc['default'];
  return {
    resourceId: `vpc/${id}`,
    resourceType: 'network',
    nativeType: 'vpc',
    name: textOf(vpc['name']),
    region: regionOf(vpc['region']),
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: instantOf(vpc['created_at']),
    relationships: [],
    price: null,
    attributes: {
      cidrs: textsOf([vpc['ip_range']]),
      isDefault: typeof isDefault === 'boolean' ? isDefault : null,
    },
    raw,
  };
}
