import type { Generate } from '../estate/collection';
import { drawItem, drawTags, guid, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import type { AzureItem } from './compute.items';

export interface AzureSecurityRule {
  readonly name: string;
  readonly direction: 'Inbound' | 'Outbound';
  readonly access: 'Allow' | 'Deny';
  readonly priority: number;
  /** As people wrote it: `TCP`, `Tcp`, `*`. */
  readonly protocol: string;
  readonly sources: readonly string[];
  readonly ports: readonly string[];
  readonly description?: string;
}

export interface AzureSecurityGroup extends AzureItem {
  readonly guid: string;
  readonly rules: readonly AzureSecurityRule[];
}

/** Of eight groups, four have something open to anyone, each in another way of writing it. */
const RULES: readonly (readonly AzureSecurityRule[])[] = [
  [inbound('AllowSSH', 100, 'TCP', ['*'], ['22'])],
  [inbound('office-ssh', 100, 'Tcp', ['198.51.100.0/24', '203.0.113.7'], ['22'])],
  [inbound('AllowRDP', 300, 'Tcp', ['Internet'], ['3389'])],
  [inbound('web', 200, 'Tcp', ['*'], ['80', '443'])],
  [
    inbound('app', 150, 'Tcp', ['10.0.0.0/8', '192.168.0.0/16'], ['8080-8090', '9000']),
    inbound('probes', 160, '*', ['AzureLoadBalancer'], ['*']),
  ],
  [inbound('everything', 4000, '*', ['0.0.0.0/0'], ['*'])],
  [
    { ...inbound('no-ssh', 100, '*', ['Internet'], ['22']), access: 'Deny' },
    inbound('late-ssh', 200, 'Tcp', ['Internet'], ['22']),
  ],
  [inbound('databases', 120, 'Tcp', ['::/0', '0.0.0.0/0'], ['1433', '5432-5433'])],
];

export function securityGroupGenerator(scope: AzureScope): Generate<AzureSecurityGroup> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'security-group', index);
    return {
      id: idOf(scope, 'security-group', index),
      region: locationOf(index),
      name: nameOf(scope, 'security-group', index),
      guid: guid(random),
      rules: RULES[index % RULES.length] ?? [],
      tags: drawTags(random, naming, revision),
    };
  };
}

export function securityGroupJson(group: AzureSecurityGroup): Record<string, unknown> {
  return {
    name: group.name,
    id: group.id,
    etag: `W/"${group.guid}"`,
    type: 'Microsoft.Network/networkSecurityGroups',
    location: group.region,
    tags: group.tags,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: group.guid,
      securityRules: group.rules.map((rule) => ruleJson(group, 'securityRules', rule)),
      defaultSecurityRules: DEFAULT_RULES.map(({ source, destination, ...rule }) =>
        ruleJson(group, 'defaultSecurityRules', { ...rule, sources: [source] }, destination),
      ),
    },
  };
}

/** One value stands in the singular field, several in the plural one; the other is empty. */
function ruleJson(
  group: AzureSecurityGroup,
  collection: string,
  rule: AzureSecurityRule,
  destination = '*',
): Record<string, unknown> {
  const [source] = rule.sources;
  const [port] = rule.ports;
  return {
    name: rule.name,
    id: `${group.id}/${collection}/${rule.name}`,
    etag: `W/"${group.guid}"`,
    type: `Microsoft.Network/networkSecurityGroups/${collection}`,
    properties: {
      provisioningState: 'Succeeded',
      ...(rule.description === undefined ? {} : { description: rule.description }),
      protocol: rule.protocol,
      sourcePortRange: '*',
      ...(rule.ports.length === 1 ? { destinationPortRange: port } : {}),
      ...(rule.sources.length === 1 ? { sourceAddressPrefix: source } : {}),
      destinationAddressPrefix: destination,
      access: rule.access,
      priority: rule.priority,
      direction: rule.direction,
      sourcePortRanges: [],
      destinationPortRanges: rule.ports.length === 1 ? [] : rule.ports,
      sourceAddressPrefixes: rule.sources.length === 1 ? [] : rule.sources,
      destinationAddressPrefixes: [],
    },
  };
}

function inbound(
  name: string,
  priority: number,
  protocol: string,
  sources: readonly string[],
  ports: readonly string[],
): AzureSecurityRule {
  return { name, direction: 'Inbound', access: 'Allow', priority, protocol, sources, ports };
}

type DefaultRule = Omit<AzureSecurityRule, 'sources'> & {
  readonly source: string;
  readonly destination: string;
};

const DEFAULT_RULES: readonly DefaultRule[] = [
  byDefault('AllowVnetInBound', 'Inbound', 'Allow', 65000, 'VirtualNetwork', 'VirtualNetwork'),
  byDefault('AllowAzureLoadBalancerInBound', 'Inbound', 'Allow', 65001, 'AzureLoadBalancer', '*'),
  byDefault('DenyAllInBound', 'Inbound', 'Deny', 65500, '*', '*'),
  byDefault('AllowVnetOutBound', 'Outbound', 'Allow', 65000, 'VirtualNetwork', 'VirtualNetwork'),
  byDefault('AllowInternetOutBound', 'Outbound', 'Allow', 65001, '*', 'Internet'),
  byDefault('DenyAllOutBound', 'Outbound', 'Deny', 65500, '*', '*'),
];

function byDefault(
  name: string,
  direction: 'Inbound' | 'Outbound',
  access: 'Allow' | 'Deny',
  priority: number,
  source: string,
  destination: string,
): DefaultRule {
  const shared = { name, direction, access, priority, source, destination };
  return { ...shared, protocol: '*', ports: ['*'], description: `Default rule ${name}` };
}
