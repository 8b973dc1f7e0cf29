import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { drawLabels } from './labels';
import { idAt, instanceTime, madeAt, saltIn } from './scope';
import type { ZoneScope } from './scope';

export interface ScalewayRule {
  readonly protocol: 'TCP' | 'UDP' | 'ICMP' | 'ANY';
  readonly direction: 'inbound' | 'outbound';
  readonly action: 'accept' | 'drop';
  readonly ipRange: string;
  /** Null: every port. */
  readonly from: number | null;
  /** Null: only the first port. */
  readonly to: number | null;
  /** Not editable: a rule of the provider's own, against spam. */
  readonly editable: boolean;
}

export interface ScalewaySecurityGroup extends EmulatedItem {
  readonly index: number;
  readonly createdAt: Date;
  readonly inboundDefault: 'accept' | 'drop';
  readonly outboundDefault: 'accept' | 'drop';
  readonly isDefault: boolean;
  readonly rules: readonly ScalewayRule[];
  readonly labels: readonly string[];
}

const OFFICE = '198.51.100.0/24';

/** What every new group has: mail may not be sent. */
const NO_MAIL: readonly ScalewayRule[] = ['0.0.0.0/0', '::/0'].flatMap((ipRange) =>
  [25, 465, 587].map((port) => ({
    protocol: 'TCP' as const,
    direction: 'outbound' as const,
    action: 'drop' as const,
    ipRange,
    from: port,
    to: null,
    editable: false,
  })),
);

export function securityGroupGenerator(scope: ZoneScope): Generate<ScalewaySecurityGroup> {
  const salt = saltIn(scope, 'security-group');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const isDefault = index === 0;
    // A project's default group lets everything in until somebody changes it.
    const open = isDefault || random.chance(0.15);
    return {
      id: idAt(scope, 'security-group', index),
      index,
      region: scope.in.region,
      name: isDefault
        ? 'Default security group'
        : `${naming.environment}-${naming.role}-sg-${index}`,
      createdAt: madeAt(random, index),
      inboundDefault: open ? 'accept' : 'drop',
      outboundDefault: random.chance(0.9) ? 'accept' : 'drop',
      isDefault,
      rules: [
        ...(random.chance(0.9) ? NO_MAIL : []),
        ...(isDefault ? [] : drawRules(random, open)),
      ],
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function securityGroupJson(
  scope: ZoneScope,
): (group: ScalewaySecurityGroup) => Record<string, unknown> {
  const { spec } = scope.in;
  return (group) => ({
    id: group.id,
    creation_date: instanceTime(group.createdAt),
    modification_date: instanceTime(group.createdAt),
    name: group.name,
    description: group.isDefault ? 'Auto generated security group.' : null,
    organization: spec.organizationId,
    project: spec.projectId,
    servers: [],
    stateful: true,
    inbound_default_policy: group.inboundDefault,
    outbound_default_policy: group.outboundDefault,
    organization_default: group.isDefault,
    project_default: group.isDefault,
    enable_default_security: group.rules.some((rule) => !rule.editable),
    state: 'available',
    tags: group.labels,
    zone: scope.zone,
  });
}

export function ruleJson(
  scope: ZoneScope,
  group: ScalewaySecurityGroup,
): (rule: ScalewayRule, at: number) => Record<string, unknown> {
  return (rule, at) => ({
    id: rule.editable
      ? idAt(scope, 'rule', group.index * 1000 + at)
      : `11111111-2222-4333-8444-${String(at + 1).padStart(12, '0')}`,
    protocol: rule.protocol,
    direction: rule.direction,
    ip_range: rule.ipRange,
    dest_ip_range: null,
    dest_port_from: rule.from,
    dest_port_to: rule.to,
    position: at + 1,
    editable: rule.editable,
    action: rule.action,
    zone: scope.zone,
  });
}

function drawRules(random: ItemRandom, open: boolean): ScalewayRule[] {
  const rules: ScalewayRule[] = [];
  if (open) {
    if (random.chance(0.5)) rules.push(rule('drop', 'TCP', '0.0.0.0/0', 3389, null));
    return rules;
  }
  const weakness = random.int(100);
  if (weakness < 15) rules.push(rule('accept', 'TCP', '0.0.0.0/0', 22, null));
  else if (weakness < 20) rules.push(rule('accept', 'TCP', '::/0', 22, 22));
  else if (weakness < 25) rules.push(rule('accept', 'TCP', '0.0.0.0/0', 3389, null));
  else if (weakness < 30) rules.push(rule('accept', 'ANY', '0.0.0.0/0', null, null));
  else if (weakness < 60) rules.push(rule('accept', 'TCP', OFFICE, 22, null));
  if (random.chance(0.6)) {
    rules.push(
      rule('accept', 'TCP', '0.0.0.0/0', 80, null),
      rule('accept', 'TCP', '0.0.0.0/0', 443, 443),
      rule('accept', 'UDP', '0.0.0.0/0', 8000, 8100),
    );
  }
  if (random.chance(0.3)) rules.push(rule('accept', 'ICMP', '0.0.0.0/0', null, null));
  return rules;
}

function rule(
  action: ScalewayRule['action'],
  protocol: ScalewayRule['protocol'],
  ipRange: string,
  from: number | null,
  to: number | null,
): ScalewayRule {
  return { protocol, direction: 'inbound', action, ipRange, from, to, editable: true };
}
