import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, FirewallRule } from '@skyledger/resource-model';
import type { PveRecord } from '../client';
import type { AddressBook } from './address-book';
import { openRule, toRules, type Groups } from './rule.mapper';

/** One level of the firewall: the datacenter's, a node's or a guest's. */
export interface FirewallFacts {
  /** `firewall/cluster`, `firewall/node/<node>`, `firewall/qemu/<vmid>`. */
  readonly resourceId: string;
  readonly name: string | null;
  readonly zone: string | null;
  /** Why it does nothing, in words; `null` when it is in force. */
  readonly inert: string | null;
  /** Whose policies hold: the level's own, or the datacenter's on nodes. */
  readonly policies: PveRecord;
  /** Interfaces that it does not look at. */
  readonly unfiltered: readonly string[];
  readonly options: PveRecord;
  readonly rules: readonly unknown[];
  readonly groups: Groups;
  readonly book: AddressBook;
}

/**
 * A firewall that is not in force is told as what it amounts to: rules that let everything through,
 * in the state `stopped`. Its own rules are in the payload.
 */
export function toFirewall(facts: FirewallFacts): DiscoveredResource<'firewall'> {
  const { resourceId, name, zone, inert, options, rules } = facts;
  return {
    resourceId,
    resourceType: 'firewall',
    nativeType: 'firewall',
    name,
    region: null,
    zone,
    state: inert === null ? 'running' : 'stopped',
    nativeState: inert === null ? 'enabled' : 'disabled',
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [],
    price: null,
    attributes: {
      rules: inert === null ? rulesInForce(facts) : everything(inert),
      isDefault: false,
    },
    raw: { options, rules },
  };
}

function everything(why: string): FirewallRule[] {
  return [openRule('inbound', why, null), openRule('outbound', why, null)];
}

/** Inbound traffic is dropped and outbound traffic free, unless a policy says otherwise. */
function rulesInForce(facts: FirewallFacts): FirewallRule[] {
  const rules = toRules(facts.rules, facts.groups, facts.book);
  const last = rules.length;
  if (policyOf(facts, 'policy_in', 'DROP') === 'ACCEPT') {
    rules.push(openRule('inbound', 'implied: the policy for inbound traffic is ACCEPT', last));
  }
  if (policyOf(facts, 'policy_out', 'ACCEPT') === 'ACCEPT') {
    rules.push(openRule('outbound', 'implied: the policy for outbound traffic is ACCEPT', last));
  }
  for (const nic of facts.unfiltered) {
    rules.push(...everything(`the firewall is off on the interface ${nic}`));
  }
  return rules;
}

function policyOf({ policies }: FirewallFacts, option: string, byDefault: string): string {
  return textOf(policies[option])?.toUpperCase() ?? byDefault;
}
