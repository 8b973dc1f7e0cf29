import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, FirewallRule } from '@skyledger/resource-model';
import { elementOf } from '../element';
import { toRules, unfiltered } from '../firewall-rules';
import { guardsOfNic, nicFirewallId, rulesOf } from './guards';
import type { ServerContext } from './server-context';

/**
 * The firewall of a network interface, where there is one to speak of: when it is on; and when it is
 * off, no security group guards the interface and its LAN is connected to the Internet, for then the
 * interface lets everyone in. Elsewhere an interface whose firewall is off has none.
 */
export function toNicFirewall(
  rawNic: unknown,
  rawServer: unknown,
  context: ServerContext,
): DiscoveredResource<'firewall'> | null {
  const { id, properties, createdAt } = elementOf(rawNic);
  if (id === null) return null;
  const rules = effectiveRules(rawNic, rawServer, context);
  if (rules === null) return null;
  const active = properties['firewallActive'] === true;
  return {
    resourceId: nicFirewallId(id),
    resourceType: 'firewall',
    nativeType: 'nic-firewall',
    name: textOf(properties['name']),
    region: context.datacenter.location,
    zone: null,
    state: active ? 'running' : 'stopped',
    nativeState: active ? 'active' : 'inactive',
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt,
    relationships: [{ kind: 'attached_to', resourceId: `nic/${id}` }],
    price: null,
    attributes: { rules, isDefault: false },
    raw: rawNic,
  };
}

function effectiveRules(
  rawNic: unknown,
  rawServer: unknown,
  context: ServerContext,
): FirewallRule[] | null {
  const { properties } = elementOf(rawNic);
  const { firewallActive, firewallType, lan } = properties;
  if (firewallActive === true) {
    const rules = rulesOf(rawNic, context);
    return rules === null ? null : [...toRules(rules), ...unfilteredBy(firewallType)];
  }
  const guarded =
    !context.memberships.isKnown || guardsOfNic(rawNic, rawServer, context).length > 0;
  if (firewallActive !== false || guarded || context.lans.isPublic(lan) !== true) return null;
  const why = 'the firewall of the network interface is off';
  return [unfiltered('inbound', why), unfiltered('outbound', why)];
}

/** A firewall filters one direction or both; inbound traffic where its type was not told. */
function unfilteredBy(firewallType: unknown): FirewallRule[] {
  if (firewallType === 'BIDIRECTIONAL') return [];
  return firewallType === 'EGRESS'
    ? [unfiltered('inbound', 'the firewall filters outbound traffic only')]
    : [unfiltered('outbound', 'the firewall filters inbound traffic only')];
}
