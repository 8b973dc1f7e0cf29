import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, FirewallRule } from '@skyledger/resource-model';
import { placement } from '../arm-id';
import { partsOf, readArmResource } from '../arm-resource';
import { rangeToCidrs } from './address-range';

/** What the rule from 0.0.0.0 to 0.0.0.0 lets in: every address of Azure, whoever uses it. */
export const AZURE_ADDRESSES = 'AzureCloud';

/** Id of the firewall of a database server: the collection of its rules. */
export function firewallIdOf(serverId: string): string {
  return `${serverId}/firewallrules`;
}

/**
 * The firewall of a database server's public endpoint, one resource for all its rules, so that it is
 * judged as other firewalls are. `null` when the server has no id.
 * @param rawServer the server, whose place the firewall shares
 * @param isPublic whether the public endpoint is on; when it is off, no rule lets anyone in
 */
export function toServerFirewall(
  rawServer: unknown,
  rawRules: readonly unknown[],
  { port, isPublic }: { port: number; isPublic: boolean | null },
): DiscoveredResource<'firewall'> | null {
  const server = readArmResource(rawServer);
  if (server === null) return null;
  return {
    ...server.shared,
    resourceId: firewallIdOf(server.id),
    resourceType: 'firewall',
    nativeType: `${textOf(server.fields['type']) ?? 'servers'}/firewallRules`,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: placement(server.id),
    attributes: {
      rules: isPublic === false ? [] : toRules(rawRules, port),
      isDefault: false,
    },
    raw: { value: rawRules },
  };
}

/** Sorted by name, since the list has no order. A rule without a readable range says nothing. */
function toRules(rawRules: readonly unknown[], port: number): FirewallRule[] {
  return partsOf(rawRules)
    .map(({ fields, properties }) => ({
      name: textOf(fields['name']) ?? '',
      start: textOf(properties['startIpAddress']),
      end: textOf(properties['endIpAddress']),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, start, end }) => {
      if (start === null || end === null) return [];
      const forAzure = start === '0.0.0.0' && end === '0.0.0.0';
      const cidrs = forAzure ? [] : rangeToCidrs(start, end);
      if (!forAzure && cidrs.length === 0) return [];
      return [
        {
          direction: 'inbound' as const,
          action: 'allow' as const,
          protocol: 'tcp',
          fromPort: port,
          toPort: port,
          cidrs,
          peers: forAzure ? [AZURE_ADDRESSES] : [],
          priority: null,
          description: name === '' ? null : name,
        },
      ];
    });
}
