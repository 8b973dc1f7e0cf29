import { ItemRandom, saltOf } from '../estate/random';
import type { CallFacts, FaultEffect, FaultMatch, FaultRule } from './fault-rule';

export interface ActiveFault extends FaultRule {
  readonly id: string;
  /** Requests that fitted the fields of the match. */
  readonly seen: number;
  /** Requests the effect was applied to. */
  readonly applied: number;
}

interface Entry {
  readonly id: string;
  readonly rule: FaultRule;
  readonly salt: number;
  seen: number;
  applied: number;
}

/** The fault rules in force. Rules are independent; several may strike the same request. */
export class FaultRegistry {
  private readonly entries = new Map<string, Entry>();
  private lastId = 0;

  constructor(private readonly seed: number) {}

  /** Puts a rule in force; the function returned takes it back. */
  add(rule: FaultRule): () => void {
    const id = this.addWithId(rule);
    return () => this.remove(id);
  }

  addWithId(rule: FaultRule): string {
    this.lastId += 1;
    const id = `fault-${this.lastId}`;
    const salt = saltOf(this.seed, 'fault', this.lastId);
    this.entries.set(id, { id, rule, salt, seen: 0, applied: 0 });
    return id;
  }

  remove(id: string): boolean {
    return this.entries.delete(id);
  }

  clear(): void {
    this.entries.clear();
  }

  list(): ActiveFault[] {
    return [...this.entries.values()].map(({ id, rule, seen, applied }) => ({
      id,
      ...rule,
      seen,
      applied,
    }));
  }

  /** Counts the request against every rule and returns the effects that strike it. */
  strike(facts: CallFacts): FaultEffect[] {
    const effects: FaultEffect[] = [];
    for (const entry of this.entries.values()) {
      const { match, effect } = entry.rule;
      if (!fits(match, facts)) continue;
      entry.seen += 1;
      if (match.nth !== undefined && entry.seen !== match.nth) continue;
      if (match.after !== undefined && entry.seen <= match.after) continue;
      if (match.times !== undefined && entry.applied >= match.times) continue;
      const { probability = 1 } = match;
      if (probability < 1 && !new ItemRandom(entry.salt, entry.seen).chance(probability)) continue;
      entry.applied += 1;
      effects.push(effect);
    }
    return effects;
  }
}

function fits(match: FaultMatch, facts: CallFacts): boolean {
  return (
    (match.provider === undefined || match.provider === facts.provider) &&
    (match.account === undefined || match.account === facts.account) &&
    (match.service === undefined || match.service === facts.service) &&
    (match.action === undefined || match.action === facts.action) &&
    (match.region === undefined || match.region === facts.region) &&
    (match.page === undefined || match.page === facts.page)
  );
}
