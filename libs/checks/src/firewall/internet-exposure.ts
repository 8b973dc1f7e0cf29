import { fail, type Outcome, pass, unknown } from '@skyledger/check-sdk';
import {
  coversEverything,
  type FirewallRule,
  type LedgerResource,
} from '@skyledger/resource-model';

/** Whether a rule covers some traffic that must not come from the Internet, all of it. */
export type Covers = (rule: FirewallRule) => boolean;

const ANYONE = ['0.0.0.0/0', '::/0'] as const;
const NAMED_RULES = 5;

/**
 * Fails when anyone on the Internet is let in to one of the given kinds of traffic, and names the
 * rules that do it. A deny rule counts where it is decided before the allowing one, covers the same
 * traffic and the same addresses. A rule that shows no source at all leaves it unknown.
 */
export function closedToInternet(
  firewall: LedgerResource<'firewall'>,
  traffic: readonly Covers[],
): Outcome {
  const inbound = firewall.attributes.rules.filter((rule) => rule.direction === 'inbound');
  const openings = new Map<FirewallRule, Set<string>>();
  for (const covers of traffic) {
    for (const anyone of ANYONE) {
      for (const rule of inbound) {
        if (!opens(rule, covers, anyone) || deniedBefore(rule, inbound, covers, anyone)) continue;
        openings.set(rule, (openings.get(rule) ?? new Set()).add(anyone));
      }
    }
  }
  if (openings.size > 0) return fail(describeOpenings(openings));
  const unclear = inbound.some(
    (rule) =>
      rule.action === 'allow' &&
      rule.cidrs.length === 0 &&
      rule.peers.length === 0 &&
      traffic.some((covers) => covers(rule)),
  );
  return unclear ? unknown('the source of an inbound rule was not observed') : pass();
}

/** A rule's protocol and ports in words: `tcp 22`, `udp 100-200`, `tcp on every port`, `all traffic`. */
export function describeTraffic(rule: FirewallRule): string {
  if (coversEverything(rule)) return 'all traffic';
  const protocol = rule.protocol === 'all' ? 'every protocol' : rule.protocol;
  const { fromPort, toPort } = rule;
  if (fromPort === null || toPort === null) {
    return protocol === 'tcp' || protocol === 'udp' ? `${protocol} on every port` : protocol;
  }
  return `${protocol} ${fromPort === toPort ? fromPort : `${fromPort}-${toPort}`}`;
}

function opens(rule: FirewallRule, covers: Covers, anyone: string): boolean {
  return rule.action === 'allow' && rule.cidrs.includes(anyone) && covers(rule);
}

/** Of two rules with one priority the denying one wins where a provider allows that (Google Cloud). */
function deniedBefore(
  allow: FirewallRule,
  inbound: readonly FirewallRule[],
  covers: Covers,
  anyone: string,
): boolean {
  return inbound.some(
    (rule) =>
      rule.action === 'deny' &&
      rule.priority !== null &&
      allow.priority !== null &&
      rule.priority <= allow.priority &&
      rule.cidrs.includes(anyone) &&
      covers(rule),
  );
}

function describeOpenings(openings: ReadonlyMap<FirewallRule, ReadonlySet<string>>): string {
  const parts = [...openings].map(
    ([rule, cidrs]) => `${describeTraffic(rule)} open to ${[...cidrs].join(' and ')}`,
  );
  const distinct = [...new Set(parts)];
  const more = distinct.length - NAMED_RULES;
  return distinct.slice(0, NAMED_RULES).join('; ') + (more > 0 ? `; and ${more} more` : '');
}
