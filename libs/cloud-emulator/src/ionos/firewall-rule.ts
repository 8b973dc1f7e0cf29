import type { ItemRandom } from '../estate/random';
import { metadataOf, type Entity } from './entity';
import { idSpace } from './ids';

export interface IonosRule {
  readonly name: string | null;
  readonly protocol: 'TCP' | 'UDP' | 'ICMP' | 'ICMPv6' | 'GRE' | 'ANY';
  /** Null: any address. */
  readonly sourceIp: string | null;
  readonly targetIp: string | null;
  readonly sourceMac: string | null;
  readonly ipVersion: 'IPv4' | 'IPv6' | null;
  /** Null: every port. */
  readonly ports: readonly [from: number, to: number] | null;
  readonly type: 'INGRESS' | 'EGRESS';
}

const ANY: IonosRule = {
  name: null,
  protocol: 'ANY',
  sourceIp: null,
  targetIp: null,
  sourceMac: null,
  ipVersion: null,
  ports: null,
  type: 'INGRESS',
};

/** A quarter of the sets let the whole world in to SSH, RDP, a database or everything. */
export function drawRules(random: ItemRandom): IonosRule[] {
  const rules: IonosRule[] = [];
  const weakness = random.int(100);
  const tcp = (from: number, to: number, change: Partial<IonosRule> = {}): void => {
    rules.push({ ...ANY, protocol: 'TCP', ports: [from, to], ...change });
  };
  if (weakness < 9) tcp(22, 22, { name: 'ssh' });
  else if (weakness < 12) tcp(22, 22, { sourceIp: '0.0.0.0/0', ipVersion: 'IPv4' });
  else if (weakness < 14) tcp(22, 27, { ipVersion: 'IPv6' });
  else if (weakness < 17) tcp(3389, 3389, { name: 'rdp' });
  else if (weakness < 20) tcp(5432, 5432, { name: 'postgres' });
  else if (weakness < 23) rules.push({ ...ANY, name: 'all' });
  else if (weakness < 25) rules.push({ ...ANY, protocol: 'TCP', name: 'all tcp' });
  else if (weakness < 60) tcp(22, 22, { name: 'ssh from the office', sourceIp: '198.51.100.0/24' });
  else if (weakness < 70) tcp(22, 22, { sourceIp: '203.0.113.7' });
  else if (weakness < 74) tcp(22, 22, { sourceMac: '01:23:45:67:89:00' });
  if (random.chance(0.6)) {
    tcp(80, 80);
    tcp(443, 443, { name: 'https' });
  }
  if (random.chance(0.3)) rules.push({ ...ANY, protocol: 'ICMP', name: 'ping' });
  if (random.chance(0.1)) rules.push({ ...ANY, protocol: 'ICMPv6', ipVersion: 'IPv6' });
  if (random.chance(0.2)) {
    rules.push({ ...ANY, protocol: 'TCP', ports: [443, 443], type: 'EGRESS', name: 'https out' });
  }
  return rules;
}

/** The rules of a default security group: everything out, the private networks in. */
export const DEFAULT_RULES: readonly IonosRule[] = [
  { ...ANY, name: 'egress v4', type: 'EGRESS', ipVersion: 'IPv4' },
  { ...ANY, name: 'egress v6', type: 'EGRESS', ipVersion: 'IPv6' },
  { ...ANY, name: 'ingress', ipVersion: 'IPv4', sourceIp: '10.0.0.0/24' },
];

/** `path` is that of the list. Which fields are null is as in recorded answers. */
export function ruleEntities(
  rules: readonly IonosRule[],
  parentId: string,
  path: string,
  created: string,
): Entity[] {
  const ids = idSpace(parentId, 'firewall-rule');
  return rules.map((rule, at) => ({
    id: ids.idOf(at),
    type: 'firewall-rule',
    path: `${path}/${ids.idOf(at)}`,
    metadata: metadataOf(created, 'AVAILABLE'),
    properties: {
      name: rule.name,
      protocol: rule.protocol,
      sourceMac: rule.sourceMac,
      ipVersion: rule.ipVersion,
      sourceIp: rule.sourceIp,
      targetIp: rule.targetIp,
      icmpCode: null,
      icmpType: rule.protocol === 'ICMP' ? 8 : null,
      portRangeStart: rule.ports?.[0] ?? null,
      portRangeEnd: rule.ports?.[1] ?? null,
      type: rule.type,
    },
  }));
}
