import { z } from 'zod';

/**
 * One rule of a firewall, in the same shape for security groups, NSGs and firewall rules.
 *
 * Ports are inclusive; both are `null` when the rule covers every port or the protocol has none.
 * `cidrs` are the sources of an inbound rule and the destinations of an outbound one, in CIDR
 * notation; "anyone" is `0.0.0.0/0` and `::/0`. `peers` are native ids of groups or tags that the
 * rule names instead of addresses.
 */
export const firewallRuleSchema = z.strictObject({
  direction: z.enum(['inbound', 'outbound']),
  action: z.enum(['allow', 'deny']),
  /** Lower case IANA name (`tcp`, `udp`, `icmp`, ...), a protocol number, or `all`. */
  protocol: z.string(),
  fromPort: z.number().int().nullable(),
  toPort: z.number().int().nullable(),
  cidrs: z.array(z.string()),
  peers: z.array(z.string()),
  /** Lower is decided first; `null` where the provider has no order. */
  priority: z.number().nullable(),
  description: z.string().nullable(),
});
export type FirewallRule = z.infer<typeof firewallRuleSchema>;

const ANYONE = new Set(['0.0.0.0/0', '::/0']);

/** Whether the rule lets any address on the Internet in, at least for some port. */
export function allowsAnyone(rule: FirewallRule): boolean {
  return (
    rule.direction === 'inbound' &&
    rule.action === 'allow' &&
    rule.cidrs.some((cidr) => ANYONE.has(cidr))
  );
}

/** Whether the rule's protocol and ports cover `port` of `protocol`. */
export function coversPort(rule: FirewallRule, protocol: 'tcp' | 'udp', port: number): boolean {
  if (rule.protocol === 'all') return true;
  if (rule.protocol !== protocol) return false;
  if (rule.fromPort === null || rule.toPort === null) return true;
  return rule.fromPort <= port && port <= rule.toPort;
}

/** Whether the rule covers every protocol and every port. */
export function coversEverything(rule: FirewallRule): boolean {
  return (
    rule.protocol === 'all' &&
    (rule.fromPort === null || rule.fromPort <= 0) &&
    (rule.toPort === null || rule.toPort >= 65535)
  );
}
