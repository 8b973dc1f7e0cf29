import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { networkOf } from '../addresses';
import { flagOf } from '../pve-values';

/** A bridge of a node, which guests are plugged in. `null` when the payload has no name. */
export function toBridge(node: string, raw: unknown): DiscoveredResource<'network'> | null {
  const bridge = recordOf(raw);
  const name = textOf(bridge['iface']);
  if (name === null) return null;
  const active = flagOf(bridge['active']);
  const cidrs = [bridge['cidr'], bridge['cidr6']].flatMap(
    (cidr) => networkOf(textOf(cidr) ?? '') ?? [],
  );
  return {
    resourceId: `network/${node}/${name}`,
    resourceType: 'network',
    nativeType: textOf(bridge['type']) ?? 'bridge',
    name,
    region: null,
    zone: node,
    state: active === null ? 'unknown' : active ? 'running' : 'stopped',
    nativeState: active === null ? null : active ? 'active' : 'inactive',
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [{ kind: 'runs_in', resourceId: `node/${node}` }],
    price: null,
    attributes: {
      // Only where the node has an address in it; guests may use others.
      cidrs,
      isDefault: null,
    },
    raw,
  };
}
