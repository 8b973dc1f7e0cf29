import type { Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import type { OvhInstance, OvhProjectItem } from './compute.item';
import { openStackTime, regionsWith, uuidAt, type OvhScope } from './ovh-scope';

export interface OvhSecurityGroup extends OvhProjectItem {
  readonly region: string;
  readonly description: string;
  readonly rules: readonly OvhGroupRule[];
  readonly tags: readonly string[];
  readonly created: string;
}

export interface OvhGroupRule {
  readonly id: string;
  readonly direction: 'ingress' | 'egress';
  readonly ethertype: 'IPv4' | 'IPv6';
  readonly protocol: string | null;
  readonly ports: readonly [from: number, to: number] | null;
  readonly prefix: string | null;
  /** Members of this group. */
  readonly group: string | null;
}

/** The project that there are credentials of OpenStack for: the first one. */
export function openStackProject({ projects }: OvhScope): string {
  return projects[0] ?? '';
}

/** The first groups are the default ones, one for each region; the others are spread over them. */
export function securityGroupGenerator(scope: OvhScope, salt: number): Generate<OvhSecurityGroup> {
  const project = openStackProject(scope);
  const regions = regionsWith(scope, project, 'network');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = uuidAt(salt, index);
    const region = regions[index % regions.length];
    const isDefault = index < regions.length;
    const drawn = `${naming.application}-${naming.role}-${index + 1}`;
    return {
      id,
      project,
      isPermanent: isDefault,
      region: region?.name ?? '',
      name: isDefault ? 'default' : revision > 0 ? `${drawn}-r${revision}` : drawn,
      description: isDefault ? 'Default security group' : '',
      rules: rulesOf(id, random, isDefault),
      tags: random.chance(0.3) ? [naming.environment] : [],
      created: openStackTime(random.time()),
    };
  };
}

/** What groups begin with, and what people open; in no order, as the real service sends them. */
function rulesOf(group: string, random: ItemRandom, isDefault: boolean): OvhGroupRule[] {
  const rules: OvhGroupRule[] = [];
  const add = (rule: Partial<OvhGroupRule>): void => {
    const any = { ethertype: 'IPv4', protocol: null, ports: null, prefix: null } as const;
    const id = uuidAt(saltOf(group, 'rule'), rules.length);
    rules.push({ id, direction: 'ingress', ...any, group: null, ...rule });
  };
  for (const ethertype of ['IPv4', 'IPv6'] as const) {
    add({ direction: 'egress', ethertype });
    if (isDefault) add({ ethertype, group });
  }
  if (!isDefault) {
    const isOpen = random.chance(0.4);
    const prefix = isOpen ? null : '198.51.100.0/24';
    add({ protocol: 'tcp', ports: [22, 22], prefix });
    add({ protocol: 'tcp', ports: [80, 443], prefix: '0.0.0.0/0' });
    if (random.chance(0.3)) add({ protocol: 'icmp', prefix: '0.0.0.0/0' });
    if (random.chance(0.3)) add({ protocol: 'udp', ports: [53, 53], ethertype: 'IPv6' });
  }
  return rules.reverse();
}

export function securityGroupJson(group: OvhSecurityGroup): Record<string, unknown> {
  const { id, project, created } = group;
  const shared = { project_id: project, tenant_id: project, created_at: created };
  const kept = { ...shared, updated_at: created, revision_number: 1 };
  return {
    id,
    name: group.name,
    description: group.description,
    stateful: true,
    shared: false,
    tags: group.tags,
    security_group_rules: group.rules.map((rule) => ({
      id: rule.id,
      security_group_id: id,
      direction: rule.direction,
      ethertype: rule.ethertype,
      protocol: rule.protocol,
      port_range_min: rule.ports?.[0] ?? null,
      port_range_max: rule.ports?.[1] ?? null,
      remote_ip_prefix: rule.prefix,
      remote_group_id: rule.group,
      remote_address_group_id: null,
      normalized_cidr: rule.prefix,
      description: null,
      ...kept,
    })),
    ...kept,
  };
}

/** A port of Neutron, as far as it is asked for. */
export interface OvhPort {
  readonly id: string;
  readonly device_id: string;
  readonly device_owner: string;
  readonly security_groups: readonly string[];
}

/** One of each instance, which is in up to two groups of its region, and one that is a router's. */
export function portsOf(
  region: string,
  instances: Iterable<OvhInstance>,
  groups: readonly OvhSecurityGroup[],
): OvhPort[] {
  const salt = saltOf('ovh', 'port', region);
  const ports: OvhPort[] = [
    {
      id: uuidAt(salt, 0),
      device_id: uuidAt(salt, 1),
      device_owner: 'network:router_interface',
      security_groups: [],
    },
  ];
  for (const { id } of instances) {
    const random = new ItemRandom(saltOf('ovh', 'port', id), 0);
    const chosen = groups.length === 0 ? [] : [random.pick(groups), random.pick(groups)];
    ports.push({
      id: uuidAt(saltOf('ovh', 'port', id), 1),
      device_id: id,
      device_owner: 'compute:nova',
      security_groups: [...new Set(chosen.map((group) => group.id))],
    });
  }
  return ports;
}
