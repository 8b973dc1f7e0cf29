import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { labelsOf, resourceIdOf } from '../payload';

/** `null` when the payload has no id. */
export function toVpc(raw: unknown, region: string): DiscoveredResource<'network'> | null {
  const vpc = recordOf(raw);
  const id = textOf(vpc['id']);
  if (id === null) return null;
  const isDefault = vpc['is_default'];
  return {
    resourceId: resourceIdOf('vpc', region, id),
    resourceType: 'network',
    nativeType: 'vpc',
    name: textOf(vpc['name']),
    region,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: labelsOf(vpc['tags']),
    createdAt: instantOf(vpc['created_at']),
    relationships: [],
    price: null,
    attributes: {
      // A VPC has no range of its own, only its private networks have.
      cidrs: [],
      isDefault: typeof isDefault === 'boolean' ? isDefault : null,
    },
    raw,
  };
}
